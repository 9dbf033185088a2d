/// Eight bytes at a time: which of them are of interest.
///
/// A mask has the top bit set of each byte that matches. Above the lowest match it may show bytes that do not match (a
/// borrow travels upwards), so only its lowest bit counts. SIMD types of the standard library are slower here.
@usableFromInline
enum ByteWord {
  @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101
  @usableFromInline static let tops: UInt64 = 0x8080_8080_8080_8080

  @inlinable
  @inline(__always)
  static func load(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The bytes that equal one value.
  @inlinable
  @inline(__always)
  static func matches(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & tops
  }

  /// The bytes below 32.
  @inlinable
  @inline(__always)
  static func controls(_ word: UInt64) -> UInt64 {
    (word &- ones &* 0x20) & ~word & tops
  }

  /// The bytes that open, close or quote something, and a few others that valid JSON has only inside strings.
  ///
  /// `{ } [ ]` differ in two bits only, as do the two quotes, so two comparisons find all six.
  @inlinable
  @inline(__always)
  static func structural(_ word: UInt64) -> UInt64 {
    let brackets = (word | ones &* 0x20) & ~(ones &* 0x06)
    let quotes = word & ~(ones &* 0x05)
    return matches(brackets, 0x79) | matches(quotes, 0x22)
  }

  /// The index of the lowest marked byte.
  @inlinable
  @inline(__always)
  static func first(_ mask: UInt64) -> Int { mask.trailingZeroBitCount >> 3 }
}
