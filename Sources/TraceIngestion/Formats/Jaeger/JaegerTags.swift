import JSONBridge
import TraceModel

/// Reads Jaeger's tags: `{"key": …, "type": …, "value": …}`, or the map that storage in Elasticsearch makes of them.
///
/// The type is not needed: values of every type are written as they are or as text.
enum JaegerTags: AttributeNotation {
  static let list = "an array of tags"
  static let item = "a tag"

  @inline(__always)
  static func plain<Reader: JSONReader>(_ reader: inout Reader) -> PlainAttribute? { reader.readPlainTag() }

  /// Reads a map of tags in which `@` stands for the dots of names, as Elasticsearch forbids them.
  static func readMap<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector,
    _ body: (FactRule, AttributeValue, inout SpanCollector) -> Void
  ) {
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "an object of tags") }
    while let key = reader.nextMember() {
      let dotted = key.map { $0 == 0x40 ? UInt8(0x2E) : $0 }
      if let rule = dotted.withUnsafeBytes({ collector.table.rule(for: $0) }) {
        value(&reader) { body(rule, $0, &collector) }
      } else {
        reader.skip()
      }
    }
  }

  static func value<Reader: JSONReader>(_ reader: inout Reader, _ body: (AttributeValue) -> Void) {
    AttributeValue.read(&reader, body)
  }
}
