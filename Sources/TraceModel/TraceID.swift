/// A trace's identifier of 128 bits. One of 64 bits has a `high` of zero.
public struct TraceID: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var high: UInt64
  public var low: UInt64

  @inlinable
  public init(high: UInt64 = 0, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// From 16 or 32 hexadecimal digits, as `description` writes them.
  public init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 16 || digits.count == 32, let low = UInt64(text.suffix(16), radix: 16) else { return nil }
    guard let high = digits.count == 16 ? 0 : UInt64(text.prefix(16), radix: 16) else { return nil }
    self.init(high: high, low: low)
  }

  /// All zeros are invalid (W3C Trace Context, section 3.2.2.3).
  @inlinable
  public var isValid: Bool { high | low != 0 }

  @inlinable
  public static func < (left: TraceID, right: TraceID) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }

  /// 32 hexadecimal digits, or 16 when the upper half is zero.
  public var description: String {
    high == 0 ? Hexadecimal.string(low) : Hexadecimal.string(high, low)
  }
}
