internal import CallClassification

/// Where each node stands in the waiting calls, entry by entry, shape by shape.
struct NodePlaces: Sendable {
  struct Place: Sendable {
    var shape: Int32
    /// Counted from the start of the shape.
    var place: Int32
  }

  /// The places of one node in the shapes of one entry.
  struct Run: Sendable {
    var entry: UInt32
    /// Indices into `places`.
    var places: Range<Int>
  }

  /// Node by node.
  private(set) var places: [Place]
  /// Node by node, those of one in the order of the entries.
  private(set) var runs: [Run] = []
  /// By node: its first run; one element more than there are nodes.
  private var firstRuns: [Int] = [0]
  /// Indices into `runs`, entry by entry, those of one in the order of the nodes; by entry: where they begin.
  private var runsOfEntries: [Int]
  private var entryStarts: [Int]
  /// By shape.
  let requests: [Double]

  init(_ graph: SpreadGraph) {
    let trees = graph.trees
    let shapes = graph.summary.shapes.shapes
    requests = shapes.map { Double($0.requests) }
    var starts = [Int](repeating: 0, count: graph.summary.nodes.nodes.count + 1)
    for node in trees.nodes { starts[Int(node) + 1] += 1 }
    for node in 1..<max(1, starts.count) { starts[node] += starts[node - 1] }
    var next = starts
    places = Array(repeating: Place(shape: 0, place: 0), count: trees.nodes.count)
    let shapesOfEntries = EntryShapes(graph.summary)
    for entry in 0..<shapesOfEntries.count {
      for shape in shapesOfEntries[entry] {
        let start = trees.starts[shape]
        for place in trees.places(of: shape) {
          let node = Int(trees.nodes[place])
          places[next[node]] = Place(shape: Int32(shape), place: Int32(place - start))
          next[node] += 1
        }
      }
    }
    entryStarts = Array(repeating: 0, count: shapesOfEntries.count + 1)
    runsOfEntries = []
    findRuns(starts, shapes.map(\.entry))
    sortRunsByEntry()
  }

  private mutating func findRuns(_ starts: [Int], _ entries: [UInt32]) {
    for node in 0..<starts.count - 1 {
      var index = starts[node]
      while index < starts[node + 1] {
        let first = index
        let entry = entries[Int(places[first].shape)]
        while index < starts[node + 1], entries[Int(places[index].shape)] == entry { index += 1 }
        runs.append(Run(entry: entry, places: first..<index))
      }
      firstRuns.append(runs.count)
    }
  }

  private mutating func sortRunsByEntry() {
    for run in runs { entryStarts[Int(run.entry) + 1] += 1 }
    for entry in 1..<max(1, entryStarts.count) { entryStarts[entry] += entryStarts[entry - 1] }
    var next = entryStarts
    runsOfEntries = Array(repeating: 0, count: runs.count)
    for (index, run) in runs.enumerated() {
      runsOfEntries[next[Int(run.entry)]] = index
      next[Int(run.entry)] += 1
    }
  }

  /// The number of nodes.
  var count: Int { firstRuns.count - 1 }

  /// The runs of a node, as indices into `runs`.
  func runs(of node: Int) -> Range<Int> {
    node >= 0 && node < count ? firstRuns[node]..<firstRuns[node + 1] : 0..<0
  }

  /// The one in the shapes of an entry, or none.
  func runs(of node: Int, entry: UInt32) -> Range<Int> {
    var (low, high) = (runs(of: node).lowerBound, runs(of: node).upperBound)
    let end = high
    while low < high {
      let middle = low + (high - low) / 2
      if runs[middle].entry < entry { low = middle + 1 } else { high = middle }
    }
    return low < end && runs[low].entry == entry ? low..<low + 1 : low..<low
  }

  /// The runs of all nodes in the shapes of an entry, as indices into `runs`.
  func runs(ofEntry entry: UInt32) -> ArraySlice<Int> {
    Int(entry) + 1 < entryStarts.count ? runsOfEntries[entryStarts[Int(entry)]..<entryStarts[Int(entry) + 1]] : []
  }

  /// One past the last place that stands in the same shape, or before `end`.
  func shapeEnd(_ index: Int, before end: Int) -> Int {
    var next = index + 1
    while next < end, places[next].shape == places[index].shape { next += 1 }
    return next
  }
}
