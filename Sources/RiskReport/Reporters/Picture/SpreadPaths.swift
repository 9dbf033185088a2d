/// Which nodes fail with each node of a picture, and over which edges.
///
/// Read off the chains, which are paths that single requests took. Only for a node on no chain the graph's edges are
/// followed instead, which may say too much.
struct SpreadPaths {
  /// By position of the failing node: positions of the nodes that fail with it, sorted.
  private(set) var failing: [[Int]]
  /// The same for the edges that the failure crosses.
  private(set) var crossed: [[Int]]

  init(_ picture: GraphPicture, _ report: Report) {
    var position: [String: Int] = [:]
    for (place, node) in picture.nodes.enumerated() { position[node.name] = place }
    var edges: [[Int]: [Int]] = [:]
    var incoming: [[Int]] = Array(repeating: [], count: picture.nodes.count)
    for (place, edge) in picture.edges.enumerated() where edge.line != .asynchronous {
      edges[[edge.from, edge.to], default: []].append(place)
      incoming[edge.to].append(place)
    }
    var nodes: [Set<Int>] = Array(repeating: [], count: picture.nodes.count)
    var lines = nodes
    for chain in report.chains {
      var upstream: Set<Int> = []
      var way: Set<Int> = []
      var last: Int?
      for hop in chain.hops {
        let place = position[hop.name]
        if let last, let place { way.formUnion(edges[[last, place]] ?? []) }
        if let place {
          nodes[place].formUnion(upstream)
          lines[place].formUnion(way)
          upstream.insert(place)
        }
        last = place
      }
    }
    for node in picture.nodes.indices where nodes[node].isEmpty {
      Self.follow(incoming, picture, from: node, &nodes[node], &lines[node])
    }
    failing = nodes.enumerated().map { place, set in set.subtracting([place]).sorted() }
    crossed = lines.map { $0.sorted() }
  }

  private static func follow(
    _ incoming: [[Int]], _ picture: GraphPicture, from start: Int, _ nodes: inout Set<Int>, _ lines: inout Set<Int>
  ) {
    var open = [start]
    while let node = open.popLast() {
      for edge in incoming[node] {
        lines.insert(edge)
        let caller = picture.edges[edge].from
        if nodes.insert(caller).inserted { open.append(caller) }
      }
    }
  }
}
