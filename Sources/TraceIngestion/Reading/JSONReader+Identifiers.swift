import JSONBridge
import TraceModel

/// Texts of the length that nearly all have: read without looking for their end first, since the digits are checked anyway.
///
/// Each returns nil, with nothing consumed, for every other value.
extension JSONReader {
  /// 32 hexadecimal digits that are not all zero.
  @inline(__always)
  mutating func readPlainTraceID() -> TraceID? {
    guard let digits = textAhead(count: 32), let id = Identifiers.thirtyTwoDigits(digits), id.isValid else {
      return nil
    }
    skip(byteCount: 34)
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
