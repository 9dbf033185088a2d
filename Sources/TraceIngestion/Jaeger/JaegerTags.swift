import JSONBridge
import TraceModel

/// Reads Jaeger's tags: `{"key": …, "type": …, "value": …}`, or the map that storage in Elasticsearch makes of them.
enum JaegerTags {
  /// Hands each tag that some rule reads to `body`. The type is not needed: values of every type are written as they
  /// are or as text.
  ///
  /// - Parameter beginning: lists of one number have much the same tags; below 8.
  static func readList<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, beginning: UInt8,
    _ body: (FactRule, AttributeValue, inout SpanCollector) -> Void
  ) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array of tags") }
    var last = beginning
    while reader.nextElement() {
      if let known = reader.readAttribute(collector.guides.attributes, &last) {
        guard let rule = known.meaning else { continue }
        if let value = AttributeValue(known.value, isNumber: known.isNumber) { body(rule, value, &collector) }
      } else if let plain = reader.readPlainTag() {
        let rule = collector.table.rule(for: plain.key)
        collector.guides.attributes.learn(plain, rule, after: &last)
        guard let rule else { continue }
        if let value = AttributeValue(plain.value, isNumber: plain.isNumber) { body(rule, value, &collector) }
      } else {
        one(&reader, &collector, body)
      }
    }
  }

  private static func one<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector,
    _ body: (FactRule, AttributeValue, inout SpanCollector) -> Void
  ) {
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "a tag") }
    var rule: FactRule?
    var early: OwnedValue?
    var hasKey = false
    while let member = reader.nextMember() {
      if member.spells("key") {
        hasKey = true
        rule = reader.readString().flatMap { collector.table.rule(for: $0) }
      } else if member.spells("value") {
        if let rule {
          value(&reader) { body(rule, $0, &collector) }
        } else if hasKey {
          reader.skip()
        } else {
          value(&reader) { early = OwnedValue($0) }
        }
      } else {
        reader.skip()
      }
    }
    if let rule, let early { early.withValue { body(rule, $0, &collector) } }
  }

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

  /// Reads a simple value; arrays and objects tell no rule anything.
  static func value<Reader: JSONReader>(_ reader: inout Reader, _ body: (AttributeValue) -> Void) {
    switch reader.kind {
    case .string: if let text = reader.readString() { body(.text(text)) }
    case .boolean: if let flag = reader.readBoolean() { body(.boolean(flag)) }
    case .number:
      // A number is read once only, so the wider reading is the one; whole numbers stay whole up to 2^53.
      if let number = reader.readDouble() { body(.double(number)) }
    case .null, .array, .object: reader.skip()
    }
  }
}
