/// Finds the elements of an array by their hashes: open addressing, elements are only added at the end.
///
/// What the standard dictionary offers in safety (a keyed hash of every byte of a key) is paid for at every lookup; here
/// the owner gives hashes that are seeded already, and compares elements itself.
public struct HashIndex: Sendable {
  @usableFromInline var hashes: [UInt64] = []
  /// Indices plus one; zero is a free slot. The size is a power of two.
  @usableFromInline var slots: [UInt32] = Array(repeating: 0, count: 16)

  public init() {}

  /// The index of the element with a hash that `isEqual` accepts.
  @inlinable
  @inline(__always)
  public func find(_ hash: UInt64, _ isEqual: (Int) -> Bool) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot] - 1)
      if hashes[index] == hash, isEqual(index) { return index }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Notes the element that is about to be added at the end, which must be new.
  public mutating func append(_ hash: UInt64) {
    hashes.append(hash)
    if hashes.count * 2 > slots.count {
      slots = Array(repeating: 0, count: slots.count * 2)
      for index in hashes.indices { place(index) }
    } else {
      place(hashes.count - 1)
    }
  }

  private mutating func place(_ index: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hashes[index]) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(index) + 1
  }
}
