/// A fast hash of bytes and words, seeded per process so that hostile names cannot be made to collide.
///
/// Never written to output: it differs from run to run. `StableHash` is the one for identifiers.
public enum ByteHash {
  /// Drawn once when the process first hashes.
  @usableFromInline static let seed = UInt64.random(in: .min ... .max)

  /// The hash of bytes, eight at a time.
  @inlinable
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let base = bytes.baseAddress else { return combine(seed, 0) }
    let count = bytes.count
    var state = seed ^ UInt64(truncatingIfNeeded: count)
    if count < 8 { return combine(state, ByteComparison.few(base, count: count)) }
    var offset = 0
    while offset < count - 8 {
      state = combine(state, base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    // The last eight overlap the ones before.
    return combine(state, base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
  }

  /// Mixes one more word into a running hash.
  @inlinable
  public static func combine(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93 ^ seed | 1)
    return product.high ^ product.low
  }
}
