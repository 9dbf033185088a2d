import JSONBridge
import TraceModel

/// Looks attribute names up by their bytes, without making a `String`.
struct FactTable: Sendable {
  /// All names in use, each with the index of its rule, by open addressing. The size is a power of two.
  private var slots: [UInt16]
  private var names: [[UInt8]] = []
  private var rules: [FactRule] = []

  /// The table of `FactNames`.
  static let standard = FactTable(FactNames.all)

  init(_ facts: [(Fact, [String])]) {
    slots = Array(repeating: 0, count: 1024)
    for (fact, names) in facts {
      for (rank, name) in names.enumerated() {
        let rule = FactRule(fact: fact, rank: UInt8(clamping: rank))
        insert(Array(name.utf8), rule)
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

  /// What a name means, or nil for one that no rule reads. Constant time.
  func rule(for name: UnsafeRawBufferPointer) -> FactRule? {
    var slot = Int(truncatingIfNeeded: ByteHash.hash(name)) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if names[index].count == name.count, name.elementsEqual(names[index]) { return rules[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func insert(_ name: [UInt8], _ rule: FactRule) {
    var slot = name.withUnsafeBytes { Int(truncatingIfNeeded: ByteHash.hash($0)) & (slots.count - 1) }
    while slots[slot] != 0 {
      if names[Int(slots[slot]) - 1] == name { return }
      slot = (slot + 1) & (slots.count - 1)
    }
    names.append(name)
    rules.append(rule)
    slots[slot] = UInt16(names.count)
  }
}
