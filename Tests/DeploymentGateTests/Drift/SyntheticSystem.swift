import CallClassification
import RiskReport
import TestSupport

@testable import DeploymentGate

/// A made-up system whose requests are drawn at random, to see what the gate makes of chance.
struct SyntheticSystem: Sendable {
  /// A call that a request makes with a probability, and what follows it.
  struct Call: Sendable {
    var caller: String
    var callee: String
    var probability: Double
    /// The probability that the request waits for it.
    var waits = 1.0
    var mechanism = Mechanism.http
    var kind = NodeKind.service
    /// How often a request makes it, once it does: the calls of one request come together.
    var times = 1
    var fails = 0.0
    var propagates = 1.0
    var then: [Call] = []
  }

  struct Entry: Sendable {
    var name: EntryName
    var weight: Double
    var calls: [Call]
  }

  var entries: [Entry]

  /// What one request did.
  struct Request: Sendable {
    var entry: Int
    var edges: [FindingPlace: Edge] = [:]
    /// Nodes that it waits for.
    var reached: Set<String> = []
    var services: Set<String> = []
    var depth = 1

    struct Edge: Sendable {
      var mechanism: Mechanism
      var waits = 0
      var hands = 0
      var failures = 0
      var propagated = 0
    }
  }

  func requests(_ count: Int, _ random: inout SplitMix) -> [Request] {
    let total = entries.reduce(0) { $0 + $1.weight }
    return (0..<count).map { _ in
      var place = Double.random(in: 0..<total, using: &random)
      var index = 0
      while index < entries.count - 1, place >= entries[index].weight {
        place -= entries[index].weight
        index += 1
      }
      var request = Request(entry: index)
      request.services.insert(entries[index].name.service)
      for call in entries[index].calls { Self.make(call, waiting: true, depth: 1, &request, &random) }
      return request
    }
  }

  private static func make(
    _ call: Call, waiting: Bool, depth: Int, _ request: inout Request, _ random: inout SplitMix
  ) {
    guard Double.random(in: 0..<1, using: &random) < call.probability else { return }
    let place = FindingPlace.edge(
      caller: call.caller, callee: call.callee, via: call.mechanism == .queue ? "topic" : nil)
    var edge = request.edges[place] ?? Request.Edge(mechanism: call.mechanism)
    let waits = Double.random(in: 0..<1, using: &random) < call.waits
    if waits { edge.waits += call.times } else { edge.hands += call.times }
    if Double.random(in: 0..<1, using: &random) < call.fails {
      edge.failures += 1
      if Double.random(in: 0..<1, using: &random) < call.propagates { edge.propagated += 1 }
    }
    request.edges[place] = edge
    let goesOn = waiting && waits
    let deeper = depth + (call.kind == .service ? 1 : 0)
    if call.kind == .service { request.services.insert(call.callee) }
    if goesOn {
      request.reached.insert(call.callee)
      request.depth = max(request.depth, deeper)
    }
    for next in call.then { make(next, waiting: goesOn, depth: deeper, &request, &random) }
  }

  /// The report that these requests would give.
  func report(_ requests: [Request]) -> Report {
    let kinds = Dictionary(allCalls.map { ($0.callee, $0.kind) }) { first, _ in first }
    var places: [FindingPlace: (edge: Request.Edge, traces: Int)] = [:]
    var reach: [String: [Int: Int]] = [:]
    var services: [String: Int] = [:]
    var counts = Array(repeating: 0, count: entries.count)
    var depths: [[Int]] = Array(repeating: [], count: entries.count)
    for request in requests {
      counts[request.entry] += 1
      while depths[request.entry].count < request.depth { depths[request.entry].append(0) }
      for level in 0..<request.depth { depths[request.entry][level] += 1 }
      for (place, edge) in request.edges {
        var sum = places[place] ?? (Request.Edge(mechanism: edge.mechanism), 0)
        sum.edge.waits += edge.waits
        sum.edge.hands += edge.hands
        sum.edge.failures += edge.failures
        sum.edge.propagated += edge.propagated
        sum.traces += 1
        places[place] = sum
      }
      for node in request.reached { reach[node, default: [:]][request.entry, default: 0] += 1 }
      for service in request.services { services[service, default: 0] += 1 }
    }
    return Report(
      tool: ToolReport(name: "firebreak", version: "0"),
      evidence: EvidenceReport(
        traces: requests.count, spans: requests.count * 4, services: services.count,
        byService: services.sorted { $0.key < $1.key }.map {
          ServiceQualityReport(service: $0.key, spans: $0.value, orphanSpans: 0, spansWithoutKind: 0)
        }),
      entries: entries.indices.filter { counts[$0] > 0 }.map { entry($0, counts[$0], depths[$0]) },
      nodes: Set(reach.keys).union(services.keys).sorted().map { name in
        node(name, kinds[name] ?? .service, reach[name] ?? [:], counts, services[name] ?? 0)
      },
      edges: places.sorted { $0.key.subject < $1.key.subject }.map { edge($0.key, $0.value.edge, $0.value.traces) })
  }

  private var allCalls: [Call] {
    var open = entries.flatMap(\.calls)
    var all: [Call] = []
    while let call = open.popLast() {
      all.append(call)
      open += call.then
    }
    return all
  }

  private func entry(_ index: Int, _ requests: Int, _ depths: [Int]) -> EntryReport {
    EntryReport(
      service: entries[index].name.service, operation: entries[index].name.operation, kind: .request,
      requests: requests,
      errors: 0, latency: LatencyReport(p50: 0, p95: 0, p99: 0), depth: depths.count, exemplars: [], depths: depths)
  }

  private func node(
    _ name: String, _ kind: NodeKind, _ reach: [Int: Int], _ counts: [Int], _ traces: Int
  ) -> NodeReport {
    let total = max(1, counts.reduce(0, +))
    let structural = Double(reach.values.reduce(0, +)) / Double(total)
    return NodeReport(
      name: name, kind: kind, requests: traces, errors: 0,
      blastRadius: BlastRadiusReport(
        structural: structural, expected: structural, low: 0, high: 1, observations: 0,
        entries: reach.sorted { $0.key < $1.key }.map { index, requests in
          EntryBlastRadiusReport(
            service: entries[index].name.service, operation: entries[index].name.operation,
            structural: Double(requests) / Double(max(1, counts[index])), expected: 0, low: 0, high: 1,
            requests: requests, exemplars: [])
        }), traces: traces)
  }

  private func edge(_ place: FindingPlace, _ edge: Request.Edge, _ traces: Int) -> EdgeReport {
    let calls = edge.waits + edge.hands
    let share = ShareReport(observed: edge.waits, of: calls)
    // The rule of the analysis: a verdict where the interval leaves no doubt, else mixed or unknown.
    let verdict: Verdict =
      share.low > 0.9 || (calls < 40 && edge.hands == 0)
      ? .synchronous : share.high < 0.1 || (calls < 40 && edge.waits == 0) ? .asynchronous : .mixed
    return EdgeReport(
      id: place.subject, caller: place.caller ?? "", callee: place.callee ?? "", via: place.via,
      mechanism: edge.mechanism,
      verdict: verdict, waiting: .blocking, calls: calls, errors: edge.failures, share: share,
      states: CallStatesReport(waits: edge.waits, doesNotWait: edge.hands, undecided: 0),
      propagation: PropagationReport(
        calleeErrors: edge.failures, propagated: edge.propagated, probability: 0.5, low: 0, high: 1),
      latency: LatencyReport(p50: 0, p95: 0, p99: 0), evidence: [], operations: [], exemplars: [], traces: traces)
  }

  /// Thirty services, with rare calls, chatty calls, queues, a mixed edge and entries of very different traffic.
  static func shop(_ random: inout SplitMix) -> SyntheticSystem {
    func leaf(_ caller: String, _ callee: String, _ probability: Double, times: Int = 1) -> Call {
      Call(caller: caller, callee: callee, probability: probability, times: times)
    }
    let entries = (0..<10).map { index in
      let service = "s\(index)"
      let behind = (0..<3).map { j in
        let callee = "t\((index * 3 + j) % 20)"
        return Call(
          caller: service, callee: callee, probability: Double.random(in: 0.002...1, using: &random), times: 1 + j * 4,
          then: [
            leaf(callee, "u\(j)", Double.random(in: 0.01...1, using: &random)),
            Call(caller: callee, callee: "db-\(callee)", probability: 0.9, mechanism: .database, kind: .database),
          ])
      }
      let queue = Call(
        caller: service, callee: "w\(index % 4)", probability: 0.5, waits: 0, mechanism: .queue,
        then: [leaf("w\(index % 4)", "u3", 0.3)])
      let mixed = Call(caller: service, callee: "m", probability: 0.2, waits: 0.12)
      return Entry(
        name: EntryName(service: service, operation: "GET /\(index)"), weight: index == 9 ? 0.01 : Double(10 - index),
        calls: behind + [queue, mixed])
    }
    return SyntheticSystem(entries: entries)
  }
}
