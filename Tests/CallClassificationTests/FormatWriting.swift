import TraceModel

/// Writes the spans of a batch in the forms that other systems export, for comparing what they carry.
struct FormatWriting {
  let batch: SpanBatch

  // MARK: - OTLP

  func otlp() -> String {
    let spans = batch.spans.enumerated().map { index, span in
      let profile = batch.profiles.profiles[Int(span.profile)]
      var fields = [
        #""traceId":"\#(traceID(span.trace))""#, #""spanId":"\#(span.id)""#, #""name":"\#(batch.names[profile.name])""#,
        #""kind":\#(Self.kindNumber(profile.kind))"#, #""startTimeUnixNano":"\#(span.start)""#,
        #""endTimeUnixNano":"\#(span.end)""#,
      ]
      if span.parent.isValid { fields.append(#""parentSpanId":"\#(span.parent)""#) }
      if profile.outcome.isError { fields.append(#""status":{"code":2}"#) }
      let attributes = facts(profile).map { #"{"key":"\#($0)","value":{"stringValue":"\#($1)"}}"# }
      if !attributes.isEmpty { fields.append(#""attributes":[\#(attributes.joined(separator: ","))]"#) }
      let links = batch.links.filter { $0.span == UInt32(index) }.map {
        #"{"traceId":"\#(traceID($0.trace))","spanId":"\#($0.id)"}"#
      }
      if !links.isEmpty { fields.append(#""links":[\#(links.joined(separator: ","))]"#) }
      return
        #"{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"\#(batch.names[profile.service])"}}]},"scopeSpans":[{"spans":[{\#(fields.joined(separator: ","))}]}]}"#
    }
    return #"{"resourceSpans":[\#(spans.joined(separator: ","))]}"#
  }

  // MARK: - Jaeger

  func jaeger() -> String {
    var spansByTrace: [(trace: TraceID, spans: [String])] = []
    var processes: [String] = []
    for (index, span) in batch.spans.enumerated() {
      let profile = batch.profiles.profiles[Int(span.profile)]
      var references: [String] = []
      if span.parent.isValid { references.append(reference("CHILD_OF", span.trace, span.parent)) }
      for link in batch.links where link.span == UInt32(index) {
        references.append(reference("FOLLOWS_FROM", link.trace, link.id))
      }
      var tags = facts(profile).map { #"{"key":"\#($0)","type":"string","value":"\#($1)"}"# }
      tags.append(#"{"key":"internal.span.format","type":"string","value":"otlp"}"#)
      if profile.kind != .unspecified {
        tags.append(#"{"key":"span.kind","type":"string","value":"\#(profile.kind)"}"#)
      }
      if profile.outcome.isError { tags.append(#"{"key":"error","type":"bool","value":true}"#) }
      let process = "p\(processes.count)"
      processes.append(#""\#(process)":{"serviceName":"\#(batch.names[profile.service])"}"#)
      let text =
        #"{"traceID":"\#(traceID(span.trace))","spanID":"\#(span.id)","operationName":"\#(batch.names[profile.name])","references":[\#(references.joined(separator: ","))],"startTime":\#(span.start / 1000),"duration":\#(span.duration / 1000),"tags":[\#(tags.joined(separator: ","))],"processID":"\#(process)"}"#
      if spansByTrace.last?.trace != span.trace { spansByTrace.append((span.trace, [])) }
      spansByTrace[spansByTrace.count - 1].spans.append(text)
    }
    let traces = spansByTrace.map {
      #"{"traceID":"\#(traceID($0.trace))","spans":[\#($0.spans.joined(separator: ","))],"processes":{\#(processes.joined(separator: ","))}}"#
    }
    return #"{"data":[\#(traces.joined(separator: ","))]}"#
  }

  private func reference(_ type: String, _ trace: TraceID, _ span: SpanID) -> String {
    #"{"refType":"\#(type)","traceID":"\#(traceID(trace))","spanID":"\#(span)"}"#
  }

  // MARK: - Zipkin

  /// Links and the kind INTERNAL have no place in this form.
  func zipkin() -> String {
    let spans = batch.spans.map { span in
      let profile = batch.profiles.profiles[Int(span.profile)]
      var fields = [
        #""traceId":"\#(traceID(span.trace))""#, #""id":"\#(span.id)""#, #""name":"\#(batch.names[profile.name])""#,
        #""timestamp":\#(span.start / 1000)"#, #""duration":\#(max(1, span.duration / 1000))"#,
        #""localEndpoint":{"serviceName":"\#(batch.names[profile.service])"}"#,
      ]
      if span.parent.isValid { fields.append(#""parentId":"\#(span.parent)""#) }
      if profile.kind != .unspecified, profile.kind != .internal {
        fields.append(#""kind":"\#("\(profile.kind)".uppercased())""#)
      }
      var tags = facts(profile).map { #""\#($0)":"\#($1)""# }
      if profile.outcome.isError { tags.append(#""error":"failed""#) }
      if !tags.isEmpty { fields.append(#""tags":{\#(tags.joined(separator: ","))}"#) }
      return "{" + fields.joined(separator: ",") + "}"
    }
    return "[" + spans.joined(separator: ",") + "]"
  }

  // MARK: - Parts

  private func facts(_ profile: SpanProfile) -> [(String, String)] {
    profile.attributes.map { (Self.names[$0.key] ?? "unnamed.\($0.key)", batch.names[$0.value]) }
  }

  private func traceID(_ id: TraceID) -> String {
    Hexadecimal.string(id.high) + Hexadecimal.string(id.low)
  }

  private static func kindNumber(_ kind: SpanKind) -> Int {
    switch kind {
    case .unspecified: 0
    case .internal: 1
    case .server: 2
    case .client: 3
    case .producer: 4
    case .consumer: 5
    }
  }

  private static let names: [AttributeKey: String] = [
    .messagingSystem: "messaging.system", .messagingDestination: "messaging.destination.name",
    .messagingOperation: "messaging.operation.type", .httpMethod: "http.request.method",
    .httpStatus: "http.response.status_code", .databaseSystem: "db.system.name", .databaseName: "db.namespace",
    .serverAddress: "server.address", .serverPort: "server.port", .peerService: "peer.service",
  ]
}
