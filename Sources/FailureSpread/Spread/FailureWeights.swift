internal import CallClassification

/// What failures of nodes cost, shape by shape, and what cutting the edges on their ways would save.
///
/// All questions about a node and an entry share what was worked out with nothing cut; where an edge is cut, only the
/// shapes in which the failure passes it are worked out anew.
struct FailureWeights {
  /// One node that fails in one shape.
  struct Record {
    /// Index into `NodePlaces.places`: the first place of the node in the shape.
    var place: Int
    /// The first of its edges.
    var start: Int
    /// Requests that are expected to fail.
    var total: Double
  }

  let places: NodePlaces
  private let trees: WaitingTrees
  private let odds: [Odds]
  private let groupOf: [Int]
  private let cuts: FailureCuts
  private(set) var records: [Record] = []
  /// The edges between nodes that failures pass, and by how many requests less would fail without each; record by record.
  private(set) var edges: [Int32] = []
  private(set) var taken: [Double] = []
  /// By run of `NodePlaces`: its first record, and how many it has; -1 where they are not known.
  private var firstRecords: [Int32]
  private var recordCounts: [Int32]
  private var failing: [Int32] = []
  /// By edge between nodes: the way on which it was seen last.
  private var seen: [Int]
  private var ways = 0

  /// So much is remembered, edges and records; the rest is worked out when it is asked for again.
  private static let most = 2_000_000

  init(_ graph: SpreadGraph, _ places: NodePlaces) {
    self.places = places
    trees = graph.trees
    odds = graph.trees.odds
    groupOf = graph.nodeEdgeOf
    cuts = FailureCuts(graph)
    firstRecords = Array(repeating: -1, count: places.runs.count)
    recordCounts = Array(repeating: 0, count: places.runs.count)
    seen = Array(repeating: 0, count: graph.nodeEdges.count)
  }

  /// The edges of a record, as indices into `edges` and `taken`.
  func edges(of record: Int) -> Range<Int> {
    records[record].start..<(record + 1 < records.count ? records[record + 1].start : edges.count)
  }

  /// The records of a run of places.
  mutating func records(of run: Int) -> Range<Int> {
    if firstRecords[run] < 0 { weigh(run) }
    return Int(firstRecords[run])..<Int(firstRecords[run] + recordCounts[run])
  }

  private mutating func weigh(_ run: Int) {
    if edges.count + records.count > Self.most { forget() }
    let first = records.count
    let end = places.runs[run].places.upperBound
    var index = places.runs[run].places.lowerBound
    while index < end {
      let next = places.shapeEnd(index, before: end)
      // Where a request enters by the node itself, it stands first.
      if places.places[index].place > 0 { weigh(index, next) }
      index = next
    }
    firstRecords[run] = Int32(first)
    recordCounts[run] = Int32(records.count - first)
  }

  private mutating func forget() {
    for run in firstRecords.indices { firstRecords[run] = -1 }
    records.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    taken.removeAll(keepingCapacity: true)
  }

  /// Works out a record with edges cut; `forgetLast` must follow when it has been used.
  ///
  /// - Parameters:
  ///   - cut: by edge of operations.
  ///   - wanted: by edge between nodes, which ones are asked about; empty for all.
  mutating func weighAnew(_ record: Int, end: Int, cut: [Bool], wanted: [Bool]) -> Int {
    let place = records[record].place
    weigh(place, places.shapeEnd(place, before: end), cut, wanted)
    return records.count - 1
  }

  mutating func forgetLast() {
    guard let last = records.popLast() else { return }
    edges.removeLast(edges.count - last.start)
    taken.removeLast(taken.count - last.start)
  }

  /// Adds the record of the places of a node in one shape.
  private mutating func weigh(_ place: Int, _ end: Int, _ cut: [Bool] = [], _ wanted: [Bool] = []) {
    records.append(Record(place: place, start: edges.count, total: 0))
    let shape = Int(places.places[place].shape)
    let start = trees.starts[shape]
    if end == place + 1 {
      weighOne(Int(places.places[place].place), start, places.requests[shape], cut, wanted)
    } else {
      failing.removeAll(keepingCapacity: true)
      for index in stride(from: end - 1, through: place, by: -1) { failing.append(places.places[index].place) }
      weighSeveral(start, places.requests[shape], cut, wanted)
    }
  }

  /// There is one way up, and every edge on it is all that carries the failure.
  private mutating func weighOne(_ failing: Int, _ start: Int, _ requests: Double, _ cut: [Bool], _ wanted: [Bool]) {
    let first = edges.count
    ways += 1
    var failure = 1.0
    var place = failing
    while place > 0 {
      let edge = Int(trees.edges[start + place])
      if !cut.isEmpty, cut[edge] {
        edges.removeLast(edges.count - first)
        return
      }
      // By way of the survival, rounded as where several ways meet.
      failure = 1 - (1 - odds[edge].expected * failure)
      let group = groupOf[edge]
      if seen[group] != ways, wanted.isEmpty || wanted[group] {
        seen[group] = ways
        edges.append(Int32(truncatingIfNeeded: group))
      }
      place = Int(trees.parents[start + place])
    }
    let total = requests * failure
    records[records.count - 1].total = total
    if failure > 0 {
      taken.append(contentsOf: repeatElement(total, count: edges.count - first))
    } else {
      edges.removeLast(edges.count - first)
    }
  }

  private mutating func weighSeveral(_ start: Int, _ requests: Double, _ cut: [Bool], _ wanted: [Bool]) {
    let whole = cuts.fail(failing, start: start, cut: cut)
    records[records.count - 1].total = requests * whole
    guard whole > 0 else { return }
    for group in cuts.passed where wanted.isEmpty || wanted[Int(group)] {
      edges.append(group)
      taken.append(requests * (whole - cuts.failure(without: Int(group))))
    }
  }
}
