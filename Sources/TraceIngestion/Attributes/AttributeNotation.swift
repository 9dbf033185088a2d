import JSONBridge
import TraceModel

/// How a format writes a list of attributes: each an object with a `key`, and a `value` in the format's own way.
protocol AttributeNotation {
  /// What a list and an attribute are called in messages.
  static var list: String { get }
  static var item: String { get }

  /// Reads an attribute at a glance; nil, with nothing consumed, when it has not the plainest form.
  static func plain<Reader: JSONReader>(_ reader: inout Reader) -> PlainAttribute?
  /// Reads the value ahead, and hands it on if it is one that a rule may read.
  static func value<Reader: JSONReader>(_ reader: inout Reader, _ body: (AttributeValue) -> Void)
}

extension AttributeNotation {
  /// Hands each attribute that some rule reads to `body`. The reader stands before the list.
  ///
  /// - Parameter beginning: lists of one number have much the same attributes; below 8.
  static func readList<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, beginning: UInt8,
    _ body: (FactRule, AttributeValue, inout SpanCollector) -> Void
  ) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: list) }
    var last = beginning
    while reader.nextElement() {
      if let known = reader.readAttribute(collector.attributeGuide, &last) {
        guard let rule = known.meaning else { continue }
        if let value = AttributeValue(known.value, isNumber: known.isNumber) { body(rule, value, &collector) }
      } else if let plain = plain(&reader) {
        let rule = collector.table.rule(for: plain.key)
        collector.attributeGuide.learn(plain, rule, after: &last)
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
    guard reader.enterObject() else { return collector.skip(&reader, expecting: item) }
    var rule: FactRule?
    var hasKey = false
    // A value that came before its key has to be kept until it is known whether anyone reads it.
    var early: OwnedValue?
    while let member = reader.nextMember() {
      if member.spells("key") {
        guard let key = reader.readString() else { continue }
        hasKey = true
        rule = collector.table.rule(for: key)
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
}
