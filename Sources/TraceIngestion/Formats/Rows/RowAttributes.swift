import JSONBridge
import TraceModel

/// The attributes of a row: an object, a list of keys and values in any of the usual notations, or either in a text.
enum RowAttributes {
  static func read<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, isResource: Bool
  ) {
    switch reader.kind {
    case .object: object(&reader, &collector, isResource: isResource)
    case .array: list(&reader, &collector, isResource: isResource)
    case .string: text(&reader, &collector, isResource: isResource)
    case .null: reader.skip()
    case .boolean, .number: collector.skip(&reader, expecting: "attributes")
    }
  }

  private static func object<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, isResource: Bool
  ) {
    guard reader.enterObject() else { return reader.skip() }
    while let key = reader.nextMember() { member(key, isResource: isResource, &reader, &collector) }
  }

  /// Reads the value ahead under a key, in which `@` may stand for dots.
  static func member<Reader: JSONReader>(
    _ key: UnsafeRawBufferPointer, isResource: Bool, _ reader: inout Reader, _ collector: inout SpanCollector
  ) {
    guard let rule = rule(for: key, collector.table) else { return reader.skip() }
    value(rule, isResource: isResource, &reader, &collector)
  }

  static func rule(for key: UnsafeRawBufferPointer, _ table: FactTable) -> FactRule? {
    guard key.contains(0x40) else { return table.rule(for: key) }
    return key.map { $0 == 0x40 ? UInt8(0x2E) : $0 }.withUnsafeBytes { table.rule(for: $0) }
  }

  /// Reads a value of any notation: as it is, as `{"stringValue": …}`, or as `{"Type": …, "Value": …}`. Of a list the first
  /// simple element counts.
  static func value<Reader: JSONReader>(
    _ rule: FactRule, isResource: Bool, _ reader: inout Reader, _ collector: inout SpanCollector
  ) {
    switch reader.kind {
    case .string:
      if let text = reader.readString() { apply(rule, .text(text), isResource: isResource, &collector) }
    case .boolean:
      if let flag = reader.readBoolean() { apply(rule, .boolean(flag), isResource: isResource, &collector) }
    case .number:
      if let number = reader.readDouble() { apply(rule, .double(number), isResource: isResource, &collector) }
    case .object:
      guard reader.enterObject() else { return reader.skip() }
      while let member = reader.nextMember() {
        if isValue(member), reader.kind != .object {
          value(rule, isResource: isResource, &reader, &collector)
        } else {
          reader.skip()
        }
      }
    case .array:
      guard reader.enterArray() else { return reader.skip() }
      var isFirst = true
      while reader.nextElement() {
        if isFirst, reader.kind != .object, reader.kind != .array {
          value(rule, isResource: isResource, &reader, &collector)
        } else {
          reader.skip()
        }
        isFirst = false
      }
    case .null: reader.skip()
    }
  }

  private static func isValue(_ member: UnsafeRawBufferPointer) -> Bool {
    member.spells("stringValue") || member.spells("intValue") || member.spells("boolValue")
      || member.spells("doubleValue") || member.spells("Value") || member.spells("value")
      || member.spells("string_value") || member.spells("int_value") || member.spells("bool_value")
      || member.spells("double_value")
  }

  static func apply(_ rule: FactRule, _ value: AttributeValue, isResource: Bool, _ collector: inout SpanCollector) {
    if isResource {
      collector.row.resource.apply(rule, value, names: &collector.batch.names)
    } else if case .resource = rule.fact {
      // Some sources write the service among a span's own attributes.
      let late = FactRule(fact: rule.fact, rank: rule.rank | 0x80)
      collector.row.resource.apply(late, value, names: &collector.batch.names)
    } else {
      collector.draft.apply(rule, value, names: &collector.batch.names, mask: &collector.mask)
    }
  }

  private static func list<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, isResource: Bool
  ) {
    guard reader.enterArray() else { return reader.skip() }
    while reader.nextElement() {
      guard reader.kind == .object, reader.enterObject() else {
        reader.skip()
        continue
      }
      pair(&reader, &collector, isResource: isResource)
    }
  }

  /// A key and a value, which may come in either order: the value is read when the key is known.
  private static func pair<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, isResource: Bool
  ) {
    var rule: FactRule?
    var hasKey = false
    var early: Reader?
    while let member = reader.nextMember() {
      if member.spells("key") || member.spells("Key") {
        hasKey = true
        if let key = reader.readString() { rule = Self.rule(for: key, collector.table) }
      } else if member.spells("value") || member.spells("Value") {
        if let rule {
          value(rule, isResource: isResource, &reader, &collector)
        } else {
          if !hasKey { early = reader }
          reader.skip()
        }
      } else {
        reader.skip()
      }
    }
    if let rule, var early {
      value(rule, isResource: isResource, &early, &collector)
      // What this copy could not read, the other engine must look at.
      if early.failure != nil { collector.doubt() }
    }
  }

  /// Attributes that a table stores as JSON in a text.
  private static func text<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, isResource: Bool
  ) {
    guard let text = reader.readString(), let first = text.first, first == 0x7B || first == 0x5B else { return }
    collector.withNested(text) { nested, collector in read(&nested, &collector, isResource: isResource) }
  }
}
