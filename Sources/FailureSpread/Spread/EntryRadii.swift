internal import CallClassification

/// What can fail, by number: every node, then every domain of several nodes.
struct FailureTargets: Sendable {
  let nodes: Int
  /// Domains that need looking at: with more members than one.
  private(set) var domains: [FailureDomain] = []
  /// By node: the indices into `domains` that it belongs to.
  private(set) var domainsOfNode: [[Int32]]
  /// By node: the domains that consist of it alone; they fail as it does.
  private(set) var namesakes: [UInt32: [FailureDomain]] = [:]

  init(_ summary: Summary) {
    nodes = summary.nodes.nodes.count
    domainsOfNode = Array(repeating: [], count: nodes)
    for (domain, members) in summary.failureDomains() {
      if members.count == 1, let node = members.first {
        namesakes[node.index, default: []].append(domain)
        continue
      }
      for member in members { domainsOfNode[Int(member.index)].append(Int32(domains.count)) }
      domains.append(domain)
    }
  }

  var count: Int { nodes + domains.count }

  func target(_ number: Int) -> FailureTarget {
    number < nodes ? .node(NodeID(index: UInt32(number))) : .domain(domains[number - nodes])
  }
}

/// Works out the blast radii that reach one entry after the other. The working arrays are kept from entry to entry.
struct EntryRadii {
  private let graph: SpreadGraph
  private let targets: FailureTargets
  private let walk: FailureWalk
  /// By target: its place in `radii`, or -1.
  private var slots: [Int32]
  private var radii: [EntryBlastRadius] = []
  /// By radius: its target.
  private var reached: [Int] = []
  /// By radius: one bit for each edge of operations in the entry's shapes, `words` words long.
  private var passed: [UInt64] = []
  private var words = 0
  /// The same as a list for each radius where edges are many: a bit for each radius and edge would cost their product.
  private var lists: [[Int32]] = []
  private var isListed = false
  private static let mostWords = 64
  /// By edge of operations: its bit, or -1.
  private var bits: [Int32]
  private var edges: [UInt32] = []
  /// By node: its last place in the shape at hand, or -1; by place: the one before of the same node.
  private var last: [Int32]
  private var before: [Int32]
  private var present: [UInt32] = []
  private var failing: [Int32] = []
  /// By domain: its places in the shape at hand.
  private var together: [[Int32]]
  private var touchedDomains: [Int] = []

  init(_ graph: SpreadGraph, _ targets: FailureTargets) {
    self.graph = graph
    self.targets = targets
    walk = FailureWalk(graph.trees)
    slots = Array(repeating: -1, count: targets.count)
    bits = Array(repeating: -1, count: graph.summary.edges.keys.count)
    last = Array(repeating: -1, count: targets.nodes)
    before = Array(repeating: -1, count: graph.trees.largest)
    together = Array(repeating: [], count: targets.domains.count)
  }

  /// The blast radii that reach an entry by its shapes.
  mutating func compute(_ entry: UInt32, _ shapes: ArraySlice<Int>) -> [EntryBlastRadius] {
    numberEdges(shapes)
    for shape in shapes {
      findPlaces(graph.trees.places(of: shape))
      failNodes(entry, shape)
      failDomains(entry, shape)
    }
    return finish()
  }

  /// Gives every edge in these shapes a bit.
  private mutating func numberEdges(_ shapes: ArraySlice<Int>) {
    for shape in shapes {
      for place in graph.trees.places(of: shape).dropFirst() where bits[Int(graph.trees.edges[place])] < 0 {
        bits[Int(graph.trees.edges[place])] = Int32(edges.count)
        edges.append(graph.trees.edges[place])
      }
    }
    words = (edges.count + 63) / 64
    isListed = words > Self.mostWords
  }

  private mutating func findPlaces(_ places: Range<Int>) {
    for node in present { last[Int(node)] = -1 }
    present.removeAll(keepingCapacity: true)
    for (place, node) in graph.trees.nodes[places].enumerated() {
      before[place] = last[Int(node)]
      if last[Int(node)] < 0 { present.append(node) }
      last[Int(node)] = Int32(place)
    }
  }

  private mutating func failNodes(_ entry: UInt32, _ shape: Int) {
    for node in present {
      failing.removeAll(keepingCapacity: true)
      var place = last[Int(node)]
      while place >= 0 {
        failing.append(place)
        place = before[Int(place)]
      }
      for domain in targets.domainsOfNode[Int(node)] {
        if together[Int(domain)].isEmpty { touchedDomains.append(Int(domain)) }
        together[Int(domain)].append(contentsOf: failing)
      }
      fail(target: Int(node), entry, shape)
    }
  }

  private mutating func failDomains(_ entry: UInt32, _ shape: Int) {
    for domain in touchedDomains {
      failing.removeAll(keepingCapacity: true)
      failing.append(contentsOf: together[domain])
      failing.sort(by: >)
      together[domain].removeAll(keepingCapacity: true)
      fail(target: targets.nodes + domain, entry, shape)
    }
    touchedDomains.removeAll(keepingCapacity: true)
  }

  private mutating func fail(target: Int, _ entry: UInt32, _ shape: Int) {
    if slots[target] < 0 {
      slots[target] = Int32(radii.count)
      radii.append(EntryBlastRadius(target: targets.target(target), entry: entry))
      reached.append(target)
      if isListed { lists.append([]) } else { passed.append(contentsOf: repeatElement(0, count: words)) }
    }
    let slot = Int(slots[target])
    let start = graph.trees.starts[shape]
    let odds = walk.fail(failing, start: start)
    radii[slot].add(graph.summary.shapes.shapes[shape], odds)
    if isListed { return list(slot) }
    for number in 1..<walk.count {
      let bit = Int(bits[Int(walk.edges[number])])
      passed[slot * words + bit / 64] |= 1 << UInt64(bit % 64)
    }
  }

  /// Notes the edges that were passed, each once or a few times.
  private mutating func list(_ slot: Int) {
    let known = lists[slot].count
    for number in 1..<walk.count { lists[slot].append(bits[Int(walk.edges[number])]) }
    // Never longer than twice the number of edges there are.
    if known > 0, lists[slot].count > edges.count { lists[slot] = Set(lists[slot]).sorted() }
  }

  /// Hands out the radii and makes ready for the next entry.
  private mutating func finish() -> [EntryBlastRadius] {
    for target in reached { slots[target] = -1 }
    reached.removeAll(keepingCapacity: true)
    for slot in lists.indices { radii[slot].edges = Set(lists[slot]).sorted().map { edges[Int($0)] } }
    lists.removeAll(keepingCapacity: true)
    for slot in radii.indices where !isListed {
      for word in 0..<words {
        var rest = passed[slot * words + word]
        while rest != 0 {
          radii[slot].edges.append(edges[word * 64 + rest.trailingZeroBitCount])
          rest &= rest - 1
        }
      }
    }
    for edge in edges { bits[Int(edge)] = -1 }
    edges.removeAll(keepingCapacity: true)
    passed.removeAll(keepingCapacity: true)
    var result: [EntryBlastRadius] = []
    swap(&result, &radii)
    for radius in result {
      guard case .node(let node) = radius.target else { continue }
      for domain in targets.namesakes[node.index] ?? [] {
        var radius = radius
        radius.target = .domain(domain)
        result.append(radius)
      }
    }
    return result
  }
}
