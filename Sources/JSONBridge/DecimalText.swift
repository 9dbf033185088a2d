/// Whole numbers in decimal digits, read exactly: anything else, and what does not fit, is nil.
public enum DecimalText {
  /// An optional sign is not taken; leading zeros are.
  @inlinable
  public static func unsigned(_ text: UnsafeRawBufferPointer) -> UInt64? {
    guard let base = text.baseAddress, !text.isEmpty else { return nil }
    // Up to 19 digits cannot overflow.
    guard text.count <= 19 else { return long(text) }
    var value: UInt64 = 0
    var offset = 0
    while offset + 8 <= text.count {
      guard let eight = eightDigits(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      else { return nil }
      value = value &* 100_000_000 &+ eight
      offset += 8
    }
    while offset < text.count {
      let digit = base.load(fromByteOffset: offset, as: UInt8.self) &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
      offset += 1
    }
    return value
  }

  /// The number behind nineteen digits; they cannot overflow.
  @inlinable
  @inline(__always)
  public static func nineteenDigits(_ base: UnsafeRawPointer) -> UInt64? {
    var head: UInt64 = 0
    for offset in 0..<3 {
      let digit = base.load(fromByteOffset: offset, as: UInt8.self) &- 0x30
      guard digit < 10 else { return nil }
      head = head &* 10 &+ UInt64(digit)
    }
    guard let middle = eightDigits(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 3, as: UInt64.self))),
      let tail = eightDigits(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 11, as: UInt64.self)))
    else { return nil }
    return (head &* 100_000_000 &+ middle) &* 100_000_000 &+ tail
  }

  /// Takes one leading `-`.
  @inlinable
  public static func signed(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.first == 0x2D else { return unsigned(text).flatMap { Int64(exactly: $0) } }
    guard let magnitude = unsigned(UnsafeRawBufferPointer(rebasing: text.dropFirst())) else { return nil }
    if magnitude == 1 << 63 { return .min }
    return Int64(exactly: magnitude).map { -$0 }
  }

  /// The number behind eight digits, the first in the lowest byte: neighbours are joined in three steps.
  @inlinable
  @inline(__always)
  static func eightDigits(_ word: UInt64) -> UInt64? {
    let zeros: UInt64 = 0x3030_3030_3030_3030
    let digits = word ^ zeros
    guard ((digits &+ 0x0606_0606_0606_0606) | digits) & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return nil }
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
  }

  @usableFromInline
  static func long(_ text: UnsafeRawBufferPointer) -> UInt64? {
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
}
