public import Synchronization

/// A fast hash of bytes and words, seeded per process so that hostile names cannot be made to collide.
///
/// Never written to output: it differs from run to run. `StableHash` is the one for identifiers.
public enum ByteHash {
  /// Drawn once when the process first hashes; zero until then. A plain load: what is drawn lazily asks at every access.
  @usableFromInline static let drawn = Atomic<UInt64>(0)

  @inlinable
  @inline(__always)
  static var seed: UInt64 {
    let seed = drawn.load(ordering: .relaxed)
    return seed != 0 ? seed : draw()
  }

  /// Of threads that draw at once the first one's seed is everyone's.
  @usableFromInline
  @inline(never)
  static func draw() -> UInt64 {
    let fresh = UInt64.random(in: 1...(.max))
    let (isMine, theirs) = drawn.compareExchange(expected: 0, desired: fresh, ordering: .relaxed)
    return isMine ? fresh : theirs
  }

  /// The hash of bytes, sixteen at a time: two words, each mixed with a secret, are multiplied (as wyhash does it).
  @inlinable
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let base = bytes.baseAddress else { return combine(0, 0) }
    let count = bytes.count
    let secret = seed
    var state = secret ^ UInt64(truncatingIfNeeded: count)
    if count < 8 { return multiply(state ^ ByteComparison.few(base, count: count), secret ^ 0x9E37_79B9_7F4A_7C15) }
    var offset = 0
    while offset < count - 16 {
      state = multiply(
        state ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        secret ^ 0x9E37_79B9_7F4A_7C15 ^ base.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
      offset += 16
    }
    // The last two words overlap those before, or each other.
    return multiply(
      state ^ base.loadUnaligned(fromByteOffset: max(count - 16, 0), as: UInt64.self),
      secret ^ 0x9E37_79B9_7F4A_7C15 ^ base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
  }

  /// Mixes one more word into a running hash.
  @inlinable
  public static func combine(_ state: UInt64, _ word: UInt64) -> UInt64 {
    multiply(state ^ word ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93 ^ seed | 1)
  }

  @inlinable
  @inline(__always)
  static func multiply(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
