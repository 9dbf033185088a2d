import JSONBridge
import TraceModel

/// Looks attribute names up by their bytes, without making a `String`.
///
/// A class because lookups read raw memory that it owns; it never changes once made, hence it may be shared by threads.
final class FactTable: @unchecked Sendable {
  /// One name and what it means.
  private struct Entry {
    var rule: FactRule
    /// Where its bytes begin in `bytes`.
    var start: Int32
    var count: Int32
  }

  private static let slotBits: UInt64 = 11
  /// All names in use, by open addressing: indices of entries plus one.
  private let slots: UnsafeMutablePointer<UInt16>
  private let entries: UnsafeMutablePointer<Entry>
  private let bytes: UnsafeMutablePointer<UInt8>
  private let capacity: (entries: Int, bytes: Int)
  private var count = 0
  private var byteCount = 0

  /// The table of `FactNames`.
  static let standard = FactTable(FactNames.all)

  init(_ facts: [(Fact, [String])]) {
    let names = facts.flatMap { $0.1 }
    capacity = (names.count * 2, names.reduce(0) { $0 + $1.utf8.count } * 2)
    precondition(capacity.entries < 1 << (Self.slotBits - 1), "the table of names is too small for its names")
    slots = .allocate(capacity: 1 << Self.slotBits)
    slots.initialize(repeating: 0, count: 1 << Self.slotBits)
    entries = .allocate(capacity: max(capacity.entries, 1))
    bytes = .allocate(capacity: max(capacity.bytes, 1))
    for (fact, names) in facts {
      for (rank, name) in names.enumerated() {
        insert(Array(name.utf8), FactRule(fact: fact, rank: UInt8(clamping: rank)))
      }
    }
    // Flattened names never displace a real one.
    for (fact, names) in facts {
      for (rank, name) in names.enumerated() where name.utf8.contains(0x2E) {
        let rule = FactRule(fact: fact, rank: UInt8(clamping: rank))
        insert(name.utf8.map { $0 == 0x2E ? 0x5F : $0 }, rule)
      }
    }
  }

  deinit {
    slots.deallocate()
    entries.deallocate()
    bytes.deallocate()
  }

  /// What a name means, or nil for one that no rule reads. Constant time.
  @inline(__always)
  func rule(for name: UnsafeRawBufferPointer) -> FactRule? {
    guard let base = name.baseAddress, name.count > 0 else { return nil }
    var slot = Self.slot(name)
    while slots[slot] != 0 {
      let entry = entries + (Int(slots[slot]) - 1)
      if Int(entry.pointee.count) == name.count,
        ByteComparison.areEqual(base, UnsafeRawPointer(bytes + Int(entry.pointee.start)), count: name.count)
      {
        return entry.pointee.rule
      }
      slot = (slot + 1) & (1 << Int(Self.slotBits) - 1)
    }
    return nil
  }

  /// Both ends and the length tell names apart; only our own names are stored, so nobody can make them collide.
  @inline(__always)
  private static func slot(_ name: UnsafeRawBufferPointer) -> Int {
    let (first, last) = ByteComparison.ends(name)
    let mixed =
      (first ^ (last << 29 | last >> 35) ^ UInt64(truncatingIfNeeded: name.count) << 56) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> (64 - slotBits))
  }

  private func insert(_ name: [UInt8], _ rule: FactRule) {
    let isNew = name.withUnsafeBytes { self.rule(for: $0) == nil }
    guard isNew else { return }
    var slot = name.withUnsafeBytes { Self.slot($0) }
    while slots[slot] != 0 { slot = (slot + 1) & (1 << Int(Self.slotBits) - 1) }
    (entries + count).initialize(to: Entry(rule: rule, start: Int32(byteCount), count: Int32(name.count)))
    for byte in name {
      bytes[byteCount] = byte
      byteCount += 1
    }
    count += 1
    slots[slot] = UInt16(count)
  }
}
