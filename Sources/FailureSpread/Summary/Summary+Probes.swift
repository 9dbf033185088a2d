public import CallClassification
internal import TraceModel

extension Summary {
  /// Leaves out entries that are no work, so that their number does not thin out the shares of real requests. Those that
  /// must count become requests.
  ///
  /// An operation counts when other services call it, when it is asked to be kept, or when there is nothing else.
  mutating func separateProbes(keeping isKept: (_ service: String, _ operation: String) -> Bool) {
    guard entries.keys.contains(where: { $0.kind == .probe }) else { return }
    let hasWork = entries.keys.contains { $0.kind != .probe }
    let called = Set(
      edges.keys.filter { nodes.nodes[Int($0.caller.index)].kind == .service && $0.caller != $0.callee }
        .map { EntryKey(node: $0.callee, operation: $0.calleeOperation, kind: .probe) })
    var table = EntryTable()
    var places: [UInt32?] = []
    for (index, key) in entries.keys.enumerated() {
      let statistics = entries.statistics[index]
      var key = key
      if key.kind == .probe {
        let service = names[nodes.nodes[Int(key.node.index)].name]
        if hasWork, !called.contains(key), !isKept(service, names[key.operation]) {
          excluded.append(
            ExcludedEntry(node: key.node, operation: key.operation, requests: statistics.requests))
          places.append(nil)
          continue
        }
        key.kind = .request
      }
      let place = table.intern(key)
      table.statistics[Int(place)].merge(statistics)
      places.append(place)
    }
    let edgePlaces = Array(0..<UInt32(edges.keys.count))
    var kept = ShapeTable()
    let entryPlaces = places.map { $0 ?? 0 }
    for shape in shapes.shapes where places[Int(shape.entry)] != nil {
      kept.add(shape, entries: entryPlaces, edges: edgePlaces)
    }
    var blocked: [BlockedKey: UInt64] = [:]
    for (key, nanoseconds) in self.blocked {
      if let place = places[Int(key.entry)] {
        blocked[BlockedKey(entry: place, node: key.node), default: 0] &+= nanoseconds
      }
    }
    self.blocked = blocked
    shapes = kept
    entries = table
  }
}
