import JSONBridge
import TraceModel

/// Texts of the length that nearly all have: read without looking for their end first, since the digits are checked anyway.
///
/// Each returns nil, with nothing consumed, for every other value.
extension JSONReader {
  /// 32 hexadecimal digits that are not all zero.
  ///
  /// - Parameter last: those that were read last; most spans are of the trace of the one before.
  @inline(__always)
  mutating func readPlainTraceID(_ last: inout TraceIDText) -> TraceID? {
    guard let digits = textAhead(count: 32) else { return nil }
    let text = TraceIDText(digits)
    if text.words == last.words {
      skip(byteCount: 34)
      return last.id
    }
    guard let id = Identifiers.thirtyTwoDigits(digits), id.isValid else { return nil }
    skip(byteCount: 34)
    last = TraceIDText(words: text.words, id: id)
    return id
  }

  /// 16 hexadecimal digits that are not all zero.
  @inline(__always)
  mutating func readPlainSpanID() -> SpanID? {
    guard let digits = textAhead(count: 16), let id = Identifiers.sixteenDigits(digits), id != 0 else { return nil }
    skip(byteCount: 18)
    return SpanID(id)
  }

  /// 19 decimal digits in quotes, as times between 2001 and 2286 have.
  @inline(__always)
  mutating func readPlainNanoseconds() -> UInt64? {
    guard let digits = textAhead(count: 19), let time = DecimalText.nineteenDigits(digits) else { return nil }
    skip(byteCount: 21)
    return time
  }

  /// One decimal digit as a number.
  @inline(__always)
  mutating func readDigit() -> UInt8? {
    guard let ahead, ahead.count >= 2, let base = ahead.baseAddress else { return nil }
    let digit = base.load(as: UInt8.self) &- 0x30
    let behind = base.load(fromByteOffset: 1, as: UInt8.self)
    guard digit < 10, behind == 0x2C || behind == 0x7D else { return nil }
    skip(byteCount: 1)
    return digit
  }

  /// The first byte of the text ahead when quotes stand so far apart; what is between them is not looked at.
  @inline(__always)
  private func textAhead(count: Int) -> UnsafeRawPointer? {
    guard let ahead, ahead.count >= count + 2, let base = ahead.baseAddress else { return nil }
    guard base.load(as: UInt8.self) == 0x22, base.load(fromByteOffset: count + 1, as: UInt8.self) == 0x22 else {
      return nil
    }
    return base + 1
  }
}

/// 32 digits and the identifier that they spell.
struct TraceIDText: Sendable {
  fileprivate var words: (UInt64, UInt64, UInt64, UInt64)
  fileprivate var id: TraceID

  /// Digits that no text has.
  init() {
    words = (0, 0, 0, 0)
    id = TraceID(low: 0)
  }

  @inline(__always)
  fileprivate init(_ digits: UnsafeRawPointer) {
    func word(_ offset: Int) -> UInt64 { digits.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    words = (word(0), word(8), word(16), word(24))
    id = TraceID(low: 0)
  }

  fileprivate init(words: (UInt64, UInt64, UInt64, UInt64), id: TraceID) {
    self.words = words
    self.id = id
  }
}
