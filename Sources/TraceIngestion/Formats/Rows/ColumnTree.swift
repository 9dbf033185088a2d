import TraceModel

/// The columns of a form by name. A name with dots stands for members inside members as well as for itself. In a name
/// with bars, only the bars part members from what is inside them.
///
/// A class because lookups read raw memory that it owns; it never changes once made, hence it may be shared by threads.
final class ColumnTree: @unchecked Sendable {
  /// A place in the tree: the row itself, or an object inside it.
  struct Place: Hashable, Sendable {
    fileprivate var number: UInt16
  }

  /// What a name leads to.
  struct Entry: Sendable {
    /// Nil for an object that is only looked into.
    var column: Column?
    var place: Place
    /// Whether some column is inside it.
    var isObject = false
  }

  /// The row itself.
  static let root = Place(number: 0)

  private struct Node {
    var parent: UInt16
    var name: [UInt8]
    var entry: Entry
  }

  /// Nodes by open addressing: indices plus one.
  private var slots: [UInt16]
  private var nodes: [Node] = []
  private let slotBits: UInt64

  init(_ columns: [(Column, [String])]) {
    let steps = columns.reduce(0) { $0 + $1.1.reduce(0) { $0 + $1.split(separator: ".").count } }
    var bits: UInt64 = 4
    while 1 << bits < steps * 4 { bits += 1 }
    slotBits = bits
    slots = [UInt16](repeating: 0, count: 1 << Int(bits))
    for (column, names) in columns {
      for name in names { insert(name, column) }
    }
  }

  private func insert(_ path: String, _ column: Column) {
    var parent = Self.root
    let steps = path.split(separator: path.contains("|") ? "|" : ".").map { Array($0.utf8) }
    for (index, step) in steps.enumerated() {
      let isLast = index == steps.count - 1
      let known = step.withUnsafeBytes { self.index(of: $0, in: parent) }
      let node = known ?? add(step, in: parent)
      // The first meaning of a name stays.
      if isLast, nodes[node].entry.column == nil { nodes[node].entry.column = column }
      if !isLast { nodes[node].entry.isObject = true }
      parent = nodes[node].entry.place
    }
  }

  private func add(_ name: [UInt8], in parent: Place) -> Int {
    let place = Place(number: UInt16(clamping: nodes.count + 1))
    nodes.append(Node(parent: parent.number, name: name, entry: Entry(column: nil, place: place)))
    var slot = name.withUnsafeBytes { self.slot($0, parent) }
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = place.number
    return nodes.count - 1
  }

  /// What one name leads to in a place; nil for one that is not known there. Constant time.
  func find(_ name: UnsafeRawBufferPointer, in place: Place) -> Entry? {
    index(of: name, in: place).map { nodes[$0].entry }
  }

  private func index(of name: UnsafeRawBufferPointer, in place: Place) -> Int? {
    guard !name.isEmpty else { return nil }
    var slot = self.slot(name, place)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if nodes[index].parent == place.number, nodes[index].name.count == name.count,
        nodes[index].name.elementsEqual(name)
      {
        return index
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func slot(_ name: UnsafeRawBufferPointer, _ place: Place) -> Int {
    let (first, last) = ByteComparison.ends(name)
    let length = UInt64(truncatingIfNeeded: name.count) << 56
    let mixed = (first ^ (last << 29 | last >> 35) ^ length ^ UInt64(place.number)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> (64 - slotBits))
  }
}
