internal import CallClassification

/// Where each node stands in the waiting calls, entry by entry, shape by shape.
struct NodePlaces: Sendable {
  struct Place: Sendable {
    var shape: Int32
    /// Counted from the start of the shape.
    var place: Int32
  }

  private var starts: [Int]
  /// Node by node.
  private(set) var places: [Place]
  /// By shape.
  let entries: [UInt32]
  let requests: [Double]

  init(_ graph: SpreadGraph) {
    let trees = graph.trees
    entries = graph.summary.shapes.shapes.map(\.entry)
    requests = graph.summary.shapes.shapes.map { Double($0.requests) }
    starts = Array(repeating: 0, count: graph.summary.nodes.nodes.count + 1)
    for node in trees.nodes { starts[Int(node) + 1] += 1 }
    for node in 1..<max(1, starts.count) { starts[node] += starts[node - 1] }
    var next = starts
    places = Array(repeating: Place(shape: 0, place: 0), count: trees.nodes.count)
    let shapes = EntryShapes(graph.summary)
    for entry in 0..<shapes.count {
      for shape in shapes[entry] {
        let start = trees.starts[shape]
        for place in trees.places(of: shape) {
          let node = Int(trees.nodes[place])
          places[next[node]] = Place(shape: Int32(shape), place: Int32(place - start))
          next[node] += 1
        }
      }
    }
  }

  /// The number of nodes.
  var count: Int { starts.count - 1 }

  /// The indices of a node's places in `places`.
  func range(of node: Int) -> Range<Int> {
    node >= 0 && node < count ? starts[node]..<starts[node + 1] : 0..<0
  }

  /// Those in the shapes of one entry.
  func range(of node: Int, entry: UInt32) -> Range<Int> {
    let all = range(of: node)
    /// The first place that belongs to this entry or a later one.
    func first(from entry: UInt32) -> Int {
      var (low, high) = (all.lowerBound, all.upperBound)
      while low < high {
        let middle = low + (high - low) / 2
        if entries[Int(places[middle].shape)] < entry { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(from: entry)..<(entry == .max ? all.upperBound : first(from: entry + 1))
  }

  /// One past the last place that stands in the same shape, or before `end`.
  func shapeEnd(_ index: Int, before end: Int) -> Int {
    var next = index + 1
    while next < end, places[next].shape == places[index].shape { next += 1 }
    return next
  }
}
