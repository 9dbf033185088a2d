import TraceModel

/// The members of SkyWalking's spans: as its query answers them, and as agents write them in segments.
enum SkyWalkingColumns {
  enum Note {
    static let type = 0
    static let layer = 1
    static let component = 2
    static let isError = 3
    static let peer = 4
  }

  static let tree = ColumnTree([
    (.traceID(.text), ["traceId"]),
    (.start(.milliseconds), ["startTime"]),
    (.end(.milliseconds), ["endTime"]),
    (.name, ["endpointName", "operationName"]),
    (.service, ["serviceCode"]),
    (.instance, ["serviceInstanceName"]),
    (.note(Note.type), ["type", "spanType"]),
    (.note(Note.layer), ["layer", "spanLayer"]),
    (.note(Note.component), ["component"]),
    (.note(Note.isError), ["isError"]),
    (.note(Note.peer), ["peer"]),
    (.attributes, ["tags"]),
  ])
}
