internal import CallClassification
internal import TraceModel

extension Summary {
  /// Renumbers edges and entries by their names, and sorts shapes: the order in which things were met differs from run to
  /// run, and what is added up afterwards must not.
  mutating func sortParts() {
    let ranks = NameRanks(self)
    let edgeOrder = ranks.order(of: edges.keys)
    let entryOrder = ranks.order(of: entries.keys)
    var sortedEdges = EdgeTable()
    var edgePlace = [UInt32](repeating: 0, count: edges.keys.count)
    for index in edgeOrder {
      edgePlace[index] = sortedEdges.intern(edges.keys[index])
      sortedEdges.statistics[Int(edgePlace[index])] = edges.statistics[index]
    }
    var sortedEntries = EntryTable()
    var entryPlace = [UInt32](repeating: 0, count: entries.keys.count)
    for index in entryOrder {
      entryPlace[index] = sortedEntries.intern(entries.keys[index])
      sortedEntries.statistics[Int(entryPlace[index])] = entries.statistics[index]
    }
    edges = sortedEdges
    entries = sortedEntries
    shapes = shapes.sorted(entries: entryPlace, edges: edgePlace)
    blocked = Dictionary(
      uniqueKeysWithValues: blocked.map { key, nanoseconds in
        (BlockedKey(entry: entryPlace[Int(key.entry)], node: key.node), nanoseconds)
      })
  }
}
