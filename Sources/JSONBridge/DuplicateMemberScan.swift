/// Finds an object that names a member twice.
///
/// json-c lets the last one win without a word, so the text itself is looked through: one pass, with the hashes of the
/// names of the objects that are open. The memory is kept for the next text.
public struct DuplicateMemberScan {
  /// What was found first.
  public struct Duplicate: Hashable, Sendable {
    /// As it is written, escapes included.
    public var name: String
    /// Of the second occurrence.
    public var byteOffset: Int
  }

  /// The names of all open objects, the outermost first.
  private var hashes: [UInt64] = []
  /// For each open container where its names begin in `hashes`, or -1 for an array.
  private var starts: [Int] = []
  /// Names of an object that has too many to compare each with each.
  private var large: Set<UInt64> = []
  private let seed = UInt64.random(in: .min ... .max)

  public init() {}

  /// The first duplicate of a text that is JSON; of other text nothing or anything.
  public mutating func first(in bytes: UnsafeRawBufferPointer) -> Duplicate? {
    hashes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    large.removeAll(keepingCapacity: true)
    var position = 0
    while let found = StructureScan.nextStructural(in: bytes, from: position) {
      position = found + 1
      switch bytes[found] {
      case 0x7B: starts.append(hashes.count)
      case 0x5B: starts.append(-1)
      case 0x7D, 0x5D:
        guard let start = starts.popLast() else { return nil }
        if start >= 0 { hashes.removeLast(hashes.count - start) }
      case 0x22:
        guard case .complete(let end) = StructureScan.string(in: bytes, from: found) else { return nil }
        position = end
        guard let start = starts.last, start >= 0, isName(bytes, endingAt: end) else { continue }
        let name = UnsafeRawBufferPointer(rebasing: bytes[found + 1..<end - 1])
        if insert(hash(name), from: start) { return Duplicate(name: name.text, byteOffset: found) }
      default: break
      }
    }
    return nil
  }

  /// Whether the name was there already.
  private mutating func insert(_ hash: UInt64, from start: Int) -> Bool {
    let count = hashes.count - start
    if count < 64 {
      for index in start..<hashes.count where hashes[index] == hash { return true }
    } else {
      if count == 64 { large = Set(hashes[start...]) }
      // Another large object inside this one has taken the set over; it is made again.
      if large.count != count { large = Set(hashes[start...]) }
      if !large.insert(hash).inserted { return true }
    }
    hashes.append(hash)
    return false
  }

  private func isName(_ bytes: UnsafeRawBufferPointer, endingAt end: Int) -> Bool {
    var position = end
    while position < bytes.count, bytes[position].isJSONSpace { position += 1 }
    return position < bytes.count && bytes[position] == 0x3A
  }

  private func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      state = mix(state ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < bytes.count {
      tail = tail << 8 | UInt64(bytes[offset])
      offset += 1
    }
    return mix(state ^ tail)
  }

  private func mix(_ word: UInt64) -> UInt64 {
    let product = (word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
