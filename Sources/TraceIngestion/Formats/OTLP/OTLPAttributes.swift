import JSONBridge
import TraceModel

/// OTLP's lists of `{"key": …, "value": {…}}`.
enum OTLPAttributes: AttributeNotation {
  static let list = "a list of attributes"
  static let item = "an attribute"

  @inline(__always)
  static func plain<Reader: JSONReader>(_ reader: inout Reader) -> PlainAttribute? { reader.readPlainAttribute() }

  /// Reads an `AnyValue`. Of an array the first simple element counts; maps and bytes tell no rule anything.
  static func value<Reader: JSONReader>(_ reader: inout Reader, _ body: (AttributeValue) -> Void) {
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
