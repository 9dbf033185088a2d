internal import CallClassification
internal import TraceModel

extension Summary {
  /// Makes units of work of the requests that nobody waits for: webhooks, callbacks after HTTP 202, deliveries by a sidecar.
  ///
  /// A message begins a unit of work where a consumer takes it. A request that is served for no one is the same: what it
  /// needs has a blast radius of its own. Only the verdicts say which requests these are, so it is done once they are known.
  ///
  /// - Parameter verdicts: by edge of operations.
  /// - Returns: how many requests each entry got so.
  /// - Complexity: linear in the nodes of all shapes; nothing is done where every request is waited for.
  mutating func detach(_ verdicts: [Verdict]) -> [EntryKey: (requests: Int, errors: Int)] {
    let isDetached = edges.keys.indices.map { edge in
      let key = edges.keys[edge]
      guard key.mechanism != .queue, verdicts[edge] == .asynchronous, Int(key.callee.index) < nodes.nodes.count else {
        return false
      }
      return nodes.nodes[Int(key.callee.index)].kind == .service
    }
    guard isDetached.contains(true) else { return [:] }
    var units = DetachedUnits()
    var shapes = self.shapes.shapes
    for index in shapes.indices {
      var end = 0
      for place in shapes[index].nodes.indices where place >= end {
        let node = shapes[index].nodes[place]
        // What stands below a message is a unit of work already.
        if node.isHandover { end = Int(node.subtreeEnd) }
        guard node.edge != ShapeNode.entryEdge, !node.isHandover, isDetached[Int(node.edge)] else { continue }
        shapes[index].nodes[place].isHandover = true
      }
      end = 0
      for place in shapes[index].nodes.indices where place >= end {
        let node = shapes[index].nodes[place]
        guard node.edge != ShapeNode.entryEdge, node.isHandover else { continue }
        guard isDetached[Int(node.edge)] else {
          end = Int(node.subtreeEnd)
          continue
        }
        units.add(shapes[index], from: place, entry: entry(of: node.edge))
      }
    }
    var detached: [EntryKey: (requests: Int, errors: Int)] = [:]
    for edge in edges.keys.indices where isDetached[edge] && units.requests[UInt32(edge)] != nil {
      let (entry, counts) = count(edge, units)
      detached[entry, default: (0, 0)].requests += counts.requests
      detached[entry, default: (0, 0)].errors += counts.errors
    }
    self.shapes = ShapeTable(listing: shapes + units.shapes)
    sortEntries()
    return detached
  }

  private func entryKey(of edge: UInt32) -> EntryKey {
    let key = edges.keys[Int(edge)]
    return EntryKey(node: key.callee, operation: key.calleeOperation, kind: .request)
  }

  private mutating func entry(of edge: UInt32) -> UInt32 { entries.intern(entryKey(of: edge)) }

  /// Adds what is known of an edge's callee to the entry that it became.
  private mutating func count(
    _ edge: Int, _ units: DetachedUnits
  ) -> (entry: EntryKey, counts: (requests: Int, errors: Int)) {
    let requests = units.requests[UInt32(edge)] ?? 0
    let entry = Int(self.entry(of: UInt32(edge)))
    let statistics = edges.statistics[edge]
    var own = EntryStatistics()
    own.requests = requests
    own.errors = min(requests, statistics.errors)
    own.durations = statistics.calleeDurations
    own.exemplars = statistics.exemplars
    entries.statistics[entry].merge(own)
    return (entryKey(of: UInt32(edge)), (own.requests, own.errors))
  }
}

/// The units of work that were cut out of shapes, equal ones added up.
private struct DetachedUnits {
  private(set) var shapes: [Shape] = []
  /// By edge of operations: the units of work that it begins.
  private(set) var requests: [UInt32: Int] = [:]
  private var places: [Key: Int] = [:]

  private struct Key: Hashable {
    var entry: UInt32
    var nodes: [ShapeNode]
  }

  mutating func add(_ shape: Shape, from place: Int, entry: UInt32) {
    let first = shape.nodes[place]
    let nodes = (place..<Int(first.subtreeEnd)).map { index in
      var node = shape.nodes[index]
      node.parent = index == place ? -1 : node.parent - Int32(place)
      node.subtreeEnd -= Int32(place)
      if index == place { (node.edge, node.isHandover) = (ShapeNode.entryEdge, false) }
      return node
    }
    requests[first.edge, default: 0] += shape.requests
    let key = Key(entry: entry, nodes: nodes)
    if let known = places[key] {
      shapes[known].requests += shape.requests
      shapes[known].exemplars.merge(shape.exemplars)
    } else {
      places[key] = shapes.count
      shapes.append(Shape(entry: entry, nodes: nodes, requests: shape.requests, exemplars: shape.exemplars))
    }
  }
}
