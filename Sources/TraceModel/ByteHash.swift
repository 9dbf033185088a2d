/// A fast hash of bytes and words, seeded per process so that hostile names cannot be made to collide.
///
/// Never written to output: it differs from run to run. `StableHash` is the one for identifiers.
public enum ByteHash {
  /// Drawn once when the process first hashes.
  @usableFromInline static let seed = UInt64.random(in: .min ... .max)

  /// The hash of bytes, eight at a time.
  @inlinable
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      state = combine(state, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < bytes.count {
      tail = tail << 8 | UInt64(bytes[offset])
      offset += 1
    }
    return combine(state, tail)
  }

  /// Mixes one more word into a running hash.
  @inlinable
  public static func combine(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93 ^ seed | 1)
    return product.high ^ product.low
  }
}
