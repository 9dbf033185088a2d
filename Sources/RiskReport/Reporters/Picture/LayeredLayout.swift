extension GraphLayout {
  /// A plain layered layout, left to right: callers before callees as far as cycles allow, each layer ordered so that few
  /// lines cross.
  init(layering picture: GraphPicture) {
    var layers = Layers(picture)
    layers.order(picture)
    self = layers.placed(picture)
  }
}

private struct Layers {
  /// Positions of nodes, by layer, from top to bottom.
  private var rows: [[Int]]
  private let layer: [Int]

  init(_ picture: GraphPicture) {
    layer = Self.layers(picture)
    rows = Array(repeating: [], count: (layer.max() ?? -1) + 1)
    for node in picture.nodes.indices { rows[layer[node]].append(node) }
  }

  /// The longest path to each node over the edges that close no cycle. Without recursion: graphs can be deep.
  private static func layers(_ picture: GraphPicture) -> [Int] {
    var outgoing: [[Int]] = Array(repeating: [], count: picture.nodes.count)
    var incoming = Array(repeating: 0, count: picture.nodes.count)
    for edge in picture.edges where edge.from != edge.to {
      outgoing[edge.from].append(edge.to)
      incoming[edge.to] += 1
    }
    let starts = picture.nodes.indices.sorted {
      let (left, right) = (picture.nodes[$0], picture.nodes[$1])
      if left.isEntry != right.isEntry { return left.isEntry }
      return (incoming[$0], $0) < (incoming[$1], $1)
    }
    var layer = Array(repeating: 0, count: picture.nodes.count)
    for node in finished(starts, outgoing).reversed() {
      for next in outgoing[node.index] where node.forward.contains(next) {
        layer[next] = max(layer[next], layer[node.index] + 1)
      }
    }
    return layer
  }

  /// Nodes in the order in which a depth-first walk leaves them, each with the edges that do not lead back.
  private static func finished(_ starts: [Int], _ outgoing: [[Int]]) -> [(index: Int, forward: Set<Int>)] {
    enum State { case new, open, done }
    var state = Array(repeating: State.new, count: outgoing.count)
    var forward: [Set<Int>] = Array(repeating: [], count: outgoing.count)
    var result: [(index: Int, forward: Set<Int>)] = []
    for start in starts where state[start] == .new {
      var path: [(node: Int, next: Int)] = [(start, 0)]
      state[start] = .open
      while let top = path.last {
        guard top.next < outgoing[top.node].count else {
          state[top.node] = .done
          result.append((top.node, forward[top.node]))
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let callee = outgoing[top.node][top.next]
        if state[callee] != .open { forward[top.node].insert(callee) }
        if state[callee] == .new {
          state[callee] = .open
          path.append((callee, 0))
        }
      }
    }
    return result
  }

  /// Moves each node towards the middle of its neighbours, some times to and fro.
  mutating func order(_ picture: GraphPicture) {
    var neighbours: [[Int]] = Array(repeating: [], count: picture.nodes.count)
    for edge in picture.edges {
      neighbours[edge.from].append(edge.to)
      neighbours[edge.to].append(edge.from)
    }
    for sweep in 0..<8 {
      var place = Array(repeating: 0.0, count: picture.nodes.count)
      for row in rows {
        for (position, node) in row.enumerated() { place[node] = Double(position) - Double(row.count) / 2 }
      }
      for index in sweep % 2 == 0 ? Array(rows.indices) : rows.indices.reversed() {
        let middle = rows[index].map { node in
          let near = neighbours[node].filter { sweep % 2 == 0 ? layer[$0] < index : layer[$0] > index }
          let sum = near.reduce(0.0) { $0 + place[$1] }
          return (node: node, middle: near.isEmpty ? place[node] : sum / Double(near.count))
        }
        rows[index] = middle.sorted { ($0.middle, $0.node) < ($1.middle, $1.node) }.map(\.node)
      }
    }
  }

  func placed(_ picture: GraphPicture) -> GraphLayout {
    let (gap, between, margin) = (26.0, 130.0, 12.0)
    let height = rows.map { Double($0.count) * (PictureMetrics.nodeHeight + gap) - gap }.max() ?? 0
    var nodes = Array(repeating: LayoutNode(x: 0, y: 0, width: 0, height: 0), count: picture.nodes.count)
    var left = margin
    for row in rows {
      let width = row.map { PictureMetrics.nodeWidth(picture.nodes[$0]) }.max() ?? 0
      var y = margin + (height - Double(row.count) * (PictureMetrics.nodeHeight + gap) + gap) / 2
      for node in row {
        nodes[node] = LayoutNode(
          x: left + width / 2, y: y + PictureMetrics.nodeHeight / 2,
          width: PictureMetrics.nodeWidth(picture.nodes[node]),
          height: PictureMetrics.nodeHeight)
        y += PictureMetrics.nodeHeight + gap
      }
      left += width + between
    }
    let edges = picture.edges.map { edge in
      curve(nodes[edge.from], nodes[edge.to], back: layer[edge.to] <= layer[edge.from])
    }
    return GraphLayout(
      width: max(2 * margin, left - between + margin), height: height + 2 * margin + 30, nodes: nodes, edges: edges)
  }

  /// A line to the right as an S, a line back or within a layer as a bow below.
  private func curve(_ from: LayoutNode, _ to: LayoutNode, back: Bool) -> LayoutEdge {
    let arrow = PictureMetrics.arrowLength
    if back {
      let start = LayoutPoint(x: from.x, y: from.y + from.height / 2)
      let end = LayoutPoint(x: to.x, y: to.y + to.height / 2 + arrow)
      let depth = max(start.y, end.y) + 30
      let points = [start, LayoutPoint(x: start.x + 12, y: depth), LayoutPoint(x: end.x - 12, y: depth), end]
      return LayoutEdge(points: points, label: LayoutPoint(x: (start.x + end.x) / 2, y: depth - 8))
    }
    let start = LayoutPoint(x: from.x + from.width / 2, y: from.y)
    let end = LayoutPoint(x: to.x - to.width / 2 - arrow, y: to.y)
    let reach = max(30, (end.x - start.x) / 2)
    let points = [start, LayoutPoint(x: start.x + reach, y: start.y), LayoutPoint(x: end.x - reach, y: end.y), end]
    return LayoutEdge(points: points, label: LayoutPoint(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 - 9))
  }
}
