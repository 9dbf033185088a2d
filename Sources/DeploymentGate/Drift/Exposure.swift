import CallClassification
import RiskReport

/// Two states with their indices, and how much traffic each gave a place the chance to show something.
struct Exposure: Sendable {
  let before: Side
  let after: Side

  init(before: Baseline, after: Baseline) {
    self.before = Side(before)
    self.after = Side(after)
  }

  struct Side: Sendable {
    let state: Baseline
    let services: [String: Int]
    let entries: [EntryName: BaselineEntry]
    let nodes: [String: BaselineNode]
    let edges: [FindingPlace: BaselineEdge]
    let reach: [String: [EntryName: Int]]
    /// All requests.
    let requests: Int
    /// Nodes all of whose waiting callers were seen to survive their failure.
    let absorbed: Set<String>

    init(_ state: Baseline) {
      self.state = state
      services = Dictionary(state.services.map { ($0.name, $0.traces) }) { first, _ in first }
      entries = Dictionary(state.entries.map { ($0.name, $0) }) { first, _ in first }
      nodes = Dictionary(state.nodes.map { ($0.name, $0) }) { first, _ in first }
      edges = Dictionary(state.edges.map { ($0.place, $0) }) { first, _ in first }
      reach = nodes.mapValues { node in
        Dictionary(node.entries.map { ($0.name, $0.requests) }) { first, _ in first }
      }
      requests = state.entries.sum(of: \.requests)
      let waiting = Dictionary(grouping: state.edges.filter(\.verdict.spreadsFailure), by: \.callee)
      absorbed = Set(waiting.filter { $0.value.allSatisfy(\.absorbsFailures) }.keys)
    }

    var traces: Int { state.evidence.traces }

    /// Traces that could have shown a call of this caller.
    func calls(of caller: String) -> Int { services[caller] ?? 0 }

    /// Observations that could have shown a finding at a place; zero when the place had no traffic.
    func observations(at place: FindingPlace) -> Int {
      if let entry = place.entry { return entries[entry]?.requests ?? 0 }
      if let caller = place.caller { return calls(of: caller) }
      if let node = place.node { return services[node] ?? (state.edges.contains { $0.callee == node } ? traces : 0) }
      return traces
    }

    /// Requests of other entries that wait for a node, of all requests.
    func reach(of node: String) -> Counts {
      Counts(reach[node]?.values.sum { $0 } ?? 0, of: requests)
    }
  }

  /// Like `observations(at:)` for something new: where the place itself is new, the whole run could have shown it.
  func opportunities(at place: FindingPlace) -> (before: Int, after: Int) {
    let old = before.observations(at: place)
    return old > 0 ? (old, max(1, after.observations(at: place))) : (before.traces, after.traces)
  }
}
