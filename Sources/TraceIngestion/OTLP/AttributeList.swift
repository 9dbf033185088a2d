import JSONBridge
import TraceModel

/// Reads OTLP's lists of `{"key": …, "value": {…}}`.
enum AttributeList {
  /// Hands each attribute that some rule reads to `body`. The reader stands before the list.
  ///
  /// - Parameter beginning: lists of one number have much the same attributes; below 8.
  static func read<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, beginning: UInt8,
    _ body: (FactRule, AttributeValue, inout SpanCollector) -> Void
  ) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "a list of attributes") }
    var last = beginning
    while reader.nextElement() {
      if let known = reader.readAttribute(collector.guides.attributes, &last) {
        guard let rule = known.meaning else { continue }
        if let value = AttributeValue(known.value, isNumber: known.isNumber) { body(rule, value, &collector) }
      } else if let plain = reader.readPlainAttribute() {
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
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "an attribute") }
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

  /// Reads an `AnyValue`. Of an array the first simple element counts; maps and bytes tell no rule anything.
  private static func value<Reader: JSONReader>(_ reader: inout Reader, _ body: (AttributeValue) -> Void) {
    guard reader.enterObject() else { return reader.skip() }
    while let member = reader.nextMember() {
      if member.spells("stringValue") || member.spells("string_value") {
        if let text = reader.readString() { body(.text(text)) }
      } else if member.spells("intValue") || member.spells("int_value") {
        if let number = reader.readIntegerText() { body(.integer(number)) }
      } else if member.spells("boolValue") || member.spells("bool_value") {
        if let flag = reader.readBoolean() { body(.boolean(flag)) }
      } else if member.spells("doubleValue") || member.spells("double_value") {
        if let number = reader.readDouble() { body(.double(number)) }
      } else if member.spells("arrayValue") || member.spells("array_value") {
        firstElement(&reader, body)
      } else {
        reader.skip()
      }
    }
  }

  private static func firstElement<Reader: JSONReader>(_ reader: inout Reader, _ body: (AttributeValue) -> Void) {
    guard reader.enterObject() else { return reader.skip() }
    while let member = reader.nextMember() {
      guard member.spells("values"), reader.enterArray() else {
        reader.skip()
        continue
      }
      var isFirst = true
      while reader.nextElement() {
        guard isFirst, reader.enterObject() else {
          reader.skip()
          continue
        }
        isFirst = false
        while let kind = reader.nextMember() {
          if kind.spells("stringValue") || kind.spells("string_value") {
            if let text = reader.readString() { body(.text(text)) }
          } else {
            reader.skip()
          }
        }
      }
    }
  }
}

/// An attribute's value that outlives the reader's next step.
enum OwnedValue {
  case text([UInt8])
  case other(AttributeValue)

  init(_ value: AttributeValue) {
    if case .text(let bytes) = value { self = .text(Array(bytes)) } else { self = .other(value) }
  }

  func withValue(_ body: (AttributeValue) -> Void) {
    switch self {
    case .text(let bytes): bytes.withUnsafeBytes { body(.text($0)) }
    case .other(let value): body(value)
    }
  }
}

extension SpanCollector {
  /// Passes over a value of the wrong type and says so; null and the like are as good as absent.
  mutating func skip<Reader: JSONReader>(_ reader: inout Reader, expecting: String) {
    let kind = reader.kind
    if kind != .null {
      problem(.wrongType, path: reader.path, detail: "expected \(expecting), found \(kind.rawValue)")
    }
    reader.skip()
  }
}
