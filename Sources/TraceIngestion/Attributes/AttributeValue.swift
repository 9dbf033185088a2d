import JSONBridge
import TraceModel

/// The value of an attribute as a source wrote it. Text is borrowed.
enum AttributeValue {
  case text(UnsafeRawBufferPointer)
  case integer(Int64)
  case double(Double)
  case boolean(Bool)

  /// A text, or the digits of a whole number; nil for digits that are none or do not fit.
  ///
  /// Digits as every writer writes them stay text, which says the same and needs not be written again.
  @inline(__always)
  init?(_ text: UnsafeRawBufferPointer, isNumber: Bool) {
    guard isNumber else {
      self = .text(text)
      return
    }
    guard let number = DecimalText.signed(text) else { return nil }
    self = number > 0 && text.first != 0x30 ? .text(text) : .integer(number)
  }

  /// Reads a simple value; arrays and objects tell no rule anything.
  static func read<Reader: JSONReader>(_ reader: inout Reader, _ body: (AttributeValue) -> Void) {
    switch reader.kind {
    case .string: if let text = reader.readString() { body(.text(text)) }
    case .boolean: if let flag = reader.readBoolean() { body(.boolean(flag)) }
    case .number:
      // A number is read once only, so the wider reading is the one; whole numbers stay whole up to 2^53.
      if let number = reader.readDouble() { body(.double(number)) }
    case .null, .array, .object: reader.skip()
    }
  }

  /// The value as text in a table of names; numbers without a fraction are written as integers.
  func name(in names: inout NameTable) -> NameID {
    switch self {
    case .text(let bytes): return names.intern(bytes)
    case .integer(let number): return Self.intern(number, in: &names)
    case .boolean(let flag): return names.intern(flag ? "true" : "false")
    case .double(let number):
      if let whole = Int64(exactly: number) { return Self.intern(whole, in: &names) }
      return names.intern("\(number)")
    }
  }

  /// Lends the value as bytes of text.
  func withText<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .text(let bytes): return body(bytes)
    case .integer(let number): return Self.withDigits(of: number, body)
    case .boolean(let flag): return flag ? Self.withLiteral("true", body) : Self.withLiteral("false", body)
    case .double(let number):
      if let whole = Int64(exactly: number) { return Self.withDigits(of: whole, body) }
      var text = "\(number)"
      return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
  }

  /// The whole number that the value is or spells.
  var number: Int64? {
    switch self {
    case .integer(let number): return number
    case .double(let number): return Int64(exactly: number)
    case .boolean: return nil
    case .text(let bytes):
      guard bytes.count <= 19 else { return nil }
      return DecimalText.unsigned(bytes).flatMap { Int64(exactly: $0) }
    }
  }

  /// Whether the value says no: false, empty, zero, or a word for it.
  var isFalse: Bool {
    switch self {
    case .boolean(let flag): return !flag
    case .integer(let number): return number == 0
    case .double(let number): return number == 0
    case .text(let bytes): return bytes.isEmpty || bytes.equalsIgnoringCase("false") || bytes.equalsIgnoringCase("0")
    }
  }

  private static func intern(_ number: Int64, in names: inout NameTable) -> NameID {
    withDigits(of: number) { names.intern($0) }
  }

  private static func withDigits<Result>(of number: Int64, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { buffer in
      var position = buffer.count
      var rest = number.magnitude
      repeat {
        position -= 1
        buffer[position] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 {
        position -= 1
        buffer[position] = 0x2D
      }
      return body(UnsafeRawBufferPointer(rebasing: buffer[position...]))
    }
  }

  private static func withLiteral<Result>(
    _ literal: StaticString, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    body(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }
}
