extension UnsafeRawBufferPointer {
  /// Whether the bytes are exactly those of a literal. With a literal argument the length is known when compiling.
  @inlinable
  @inline(__always)
  public func spells(_ literal: StaticString) -> Bool {
    guard count == literal.utf8CodeUnitCount, let base = baseAddress else {
      return isEmpty && literal.utf8CodeUnitCount == 0
    }
    let other = UnsafeRawPointer(literal.utf8Start)
    var offset = 0
    while offset + 8 <= count {
      let mine = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if mine != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      offset += 8
    }
    while offset < count {
      let mine = base.load(fromByteOffset: offset, as: UInt8.self)
      if mine != other.load(fromByteOffset: offset, as: UInt8.self) { return false }
      offset += 1
    }
    return true
  }

  /// The bytes as text; bytes that are not UTF-8 become replacement characters.
  public var text: String { String(decoding: self, as: UTF8.self) }
}
