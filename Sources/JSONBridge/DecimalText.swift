/// Whole numbers in decimal digits, read exactly: anything else, and what does not fit, is nil.
public enum DecimalText {
  /// An optional sign is not taken; leading zeros are.
  @inlinable
  public static func unsigned(_ text: UnsafeRawBufferPointer) -> UInt64? {
    guard !text.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in text {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      let (shifted, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = shifted.addingReportingOverflow(UInt64(digit))
      guard !tooLarge, !overflow else { return nil }
      value = sum
    }
    return value
  }

  /// Takes one leading `-`.
  @inlinable
  public static func signed(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.first == 0x2D else { return unsigned(text).flatMap { Int64(exactly: $0) } }
    guard let magnitude = unsigned(UnsafeRawBufferPointer(rebasing: text.dropFirst())) else { return nil }
    if magnitude == 1 << 63 { return .min }
    return Int64(exactly: magnitude).map { -$0 }
  }
}
