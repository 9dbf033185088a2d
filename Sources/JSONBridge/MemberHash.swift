/// The hash by which a cursor notes the members of an object: of eight bytes at a time, the rest filled with zeros.
@frozen
@usableFromInline
struct MemberHash {
  @usableFromInline var state: UInt64 = 0

  @inlinable
  init() {}

  @inlinable
  @inline(__always)
  mutating func combine(_ word: UInt64) { state = (state &* 0x9E37_79B9_7F4A_7C15) ^ word }

  @inlinable
  @inline(__always)
  func value(count: Int) -> UInt64 { state &+ UInt64(truncatingIfNeeded: count) &* 0xD6E8_FEB8_6659_FD93 }

  /// Of a whole name. A name whose length is a multiple of eight ends with a word of nothing, as in the walk over it.
  @inlinable
  static func of(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var hash = MemberHash()
    for start in stride(from: 0, through: name.count, by: 8) {
      var word: UInt64 = 0
      for offset in start..<min(start + 8, name.count) { word |= UInt64(name[offset]) << UInt64((offset - start) * 8) }
      hash.combine(word)
    }
    return hash.value(count: name.count)
  }
}
