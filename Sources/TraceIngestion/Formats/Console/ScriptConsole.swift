/// What the console exporter of OpenTelemetry's SDK for JavaScript prints: objects as JavaScript writes them, which are no
/// JSON. It cannot be read; this says so once, instead of a complaint about every line.
struct ScriptConsole: RecordCutter {
  private(set) var consumed = 0
  private(set) var base = 0

  /// Nil when the bytes do not begin with an object whose names have no quotes, as these have.
  init?(front: [UInt8]) {
    let text = String(decoding: front, as: UTF8.self)
    guard text.first == "{", text.contains("traceId: '") || text.contains("traceId: \"") else { return nil }
    let first = text.dropFirst().drop { $0.isWhitespace }
    guard let letter = first.first, letter.isLetter else { return nil }
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    .broken(
      "a JavaScript console exporter printed this, which is not JSON; export with OTEL_TRACES_EXPORTER=otlp to a "
        + "collector instead, and save its file exporter's output", at: 0)
  }

  mutating func dropConsumed() {}
}
