/// Looks at bytes eight at a time, without the checks and generic loops of collections.
public enum ByteComparison {
  /// Whether two runs of bytes are equal.
  @inlinable
  @inline(__always)
  public static func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, count: Int) -> Bool {
    if count < 8 {
      var offset = 0
      while offset < count {
        if left.load(fromByteOffset: offset, as: UInt8.self) != right.load(fromByteOffset: offset, as: UInt8.self) {
          return false
        }
        offset += 1
      }
      return true
    }
    var offset = 0
    while offset < count - 8 {
      if left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      {
        return false
      }
      offset += 8
    }
    // The last eight overlap the ones before.
    return left.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      == right.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
  }

  /// The first and the last eight bytes; of fewer than eight all, and nothing.
  @inlinable
  @inline(__always)
  public static func ends(_ bytes: UnsafeRawBufferPointer) -> (first: UInt64, last: UInt64) {
    guard let base = bytes.baseAddress else { return (0, 0) }
    let count = bytes.count
    if count < 8 { return (few(base, count: count), 0) }
    return (
      base.loadUnaligned(as: UInt64.self), base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    )
  }

  /// Up to seven bytes as a word. Two overlapping loads tell all of them.
  @inlinable
  @inline(__always)
  public static func few(_ base: UnsafeRawPointer, count: Int) -> UInt64 {
    if count >= 4 {
      let low = UInt64(base.loadUnaligned(as: UInt32.self))
      return low << 32 | UInt64(base.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    }
    guard count > 0 else { return 0 }
    let first = UInt64(base.load(as: UInt8.self))
    let middle = UInt64(base.load(fromByteOffset: count >> 1, as: UInt8.self))
    return first << 16 | middle << 8 | UInt64(base.load(fromByteOffset: count - 1, as: UInt8.self))
  }
}
