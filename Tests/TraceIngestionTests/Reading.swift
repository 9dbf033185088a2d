import TraceIngestion
import TraceModel

/// What a text was read as, in words that are easy to compare.
struct Reading {
  let batch: SpanBatch
  let counts: ReadingCounts

  init(_ text: String, name: String = "test.json", options: ReadingOptions = ReadingOptions()) {
    self.init(bytes: Array(text.utf8), name: name, options: options)
  }

  init(bytes: [UInt8], name: String = "test.json", options: ReadingOptions = ReadingOptions()) {
    var reader = TraceReader(options: options)
    batch = reader.read(bytes: bytes, name: name)
    counts = reader.counts
  }

  init(batch: SpanBatch, counts: ReadingCounts = ReadingCounts()) {
    self.batch = batch
    self.counts = counts
  }

  var profiles: [SpanProfile] { batch.spans.map { batch.profiles.profiles[Int($0.profile)] } }

  /// `service KIND name outcome`, one a span.
  var spans: [String] {
    profiles.map { "\(batch.names[$0.service]) \($0.kind) \(batch.names[$0.name]) \($0.outcome)" }
  }

  var services: [String] { profiles.map { batch.names[$0.service] } }
  var names: [String] { profiles.map { batch.names[$0.name] } }
  var outcomes: [SpanOutcome] { profiles.map(\.outcome) }

  /// The kept facts of the first span.
  var attributes: [AttributeKey: String] {
    guard let first = profiles.first else { return [:] }
    return Dictionary(uniqueKeysWithValues: first.attributes.map { ($0.key, batch.names[$0.value]) })
  }

  func diagnostic(_ id: String) -> Diagnostic? { batch.diagnostics.diagnostics.first { $0.id == id } }

  /// Each diagnostic's id and count.
  var diagnostics: [String: Int] {
    Dictionary(uniqueKeysWithValues: batch.diagnostics.diagnostics.map { ($0.id, $0.count) })
  }
}

/// One span of OTLP JSON, as members of its object.
enum OTLP {
  static let ids = #""traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708""#
  static let times = #""startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000001000000000""#

  /// A document with one span.
  static func document(_ span: String, resource: String = #"[{"key":"service.name","value":{"stringValue":"shop"}}]"#)
    -> String
  {
    #"{"resourceSpans":[{"resource":{"attributes":\#(resource)},"scopeSpans":[{"spans":[{\#(span)}]}]}]}"#
  }

  /// A document with one span that has all it needs, and some members more.
  static func span(_ members: String = "", attributes: [String: String] = [:]) -> String {
    var span = "\(ids),\(times)"
    if !members.isEmpty { span += ",\(members)" }
    if !attributes.isEmpty {
      let list = attributes.sorted { $0.key < $1.key }.map { #"{"key":"\#($0.key)","value":\#($0.value)}"# }
      span += #","attributes":[\#(list.joined(separator: ","))]"#
    }
    return document(span)
  }

  static func text(_ value: String) -> String { #"{"stringValue":"\#(value)"}"# }
  static func number(_ value: Int) -> String { #"{"intValue":"\#(value)"}"# }
}
