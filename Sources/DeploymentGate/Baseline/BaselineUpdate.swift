import CallClassification
import RiskReport

/// How a baseline is written over an older one. What was accepted shrinks only when somebody asks for it.
public enum BaselineUpdate: String, Sendable, CaseIterable {
  /// Takes what is new and what changed; keeps what this run does not have.
  case keep
  /// The same without what is gone: what this run would have shown. What it had no traffic for stays.
  case prune
  /// This run alone.
  case replace
  /// A baseline that other rules wrote: like `keep`, with old names taken over to the new ones.
  case migrate
}

extension Baseline {
  /// This baseline brought up to a newer state.
  public func updated(to state: Baseline, _ update: BaselineUpdate, drift: DriftSettings = DriftSettings()) -> Baseline
  {
    switch update {
    case .replace: return state
    case .migrate: return BaselineMigration(of: self, to: state).baseline
    case .keep, .prune: break
    }
    let difference = update == .prune ? Difference(from: self, to: state, drift: drift) : nil
    let goneFindings = Set(difference?.findings.filter { $0.state == .gone }.map(\.id) ?? [])
    let goneEdges = Set(difference?.edges.filter { $0.kind == .removed }.map(\.place) ?? [])
    let goneEntries = Set(difference?.entries.filter { $0.kind == .removed }.map(\.entry) ?? [])
    let goneCycles = Set(difference?.cycles.filter { $0.kind == .removed }.map(\.services) ?? [])
    let goneServices = Set(difference?.services.filter { $0.kind == .missing && $0.significant }.map(\.service) ?? [])
    let goneEntrances = update == .prune ? lostEntrances(state) : []
    var result = state
    result.services = Self.joined(state.services, services.filter { !goneServices.contains($0.name) }, by: \.name)
    result.entries = Self.joined(
      state.entries,
      entries.filter {
        !goneEntries.contains($0.name) && !(goneEntrances.contains($0.service) && $0.kind == .request)
      }, by: \.name)
    result.edges = Self.joined(state.edges, edges.filter { !goneEdges.contains($0.place) }, by: \.order)
    result.cycles = Self.joined(state.cycles, cycles.filter { !goneCycles.contains($0.services) }, by: \.path)
    result.findings = Self.joined(state.findings, findings.filter { !goneFindings.contains($0.id) }, by: \.order)
    result.nodes = joinedNodes(state, result, isPruned: update == .prune)
    return result
  }

  /// Services that requests entered by, and whose traces now begin at their own calls.
  private func lostEntrances(_ state: Baseline) -> Set<String> {
    let now = Dictionary(grouping: state.entries, by: \.service)
    return Set(entries.filter { $0.kind == .request }.map(\.service)).filter { service in
      now[service]?.allSatisfy { $0.kind == .scheduled } ?? false
    }
  }

  /// A node keeps the entries that this run had no traffic for. Unless what is gone is dropped, a node that this run does
  /// not have also keeps its share of the others.
  private func joinedNodes(_ state: Baseline, _ result: Baseline, isPruned: Bool) -> [BaselineNode] {
    let kept = Set(result.entries.map(\.name))
    let before = Dictionary(entries.map { ($0.name, $0.requests) }) { first, _ in first }
    let exercised = Dictionary(state.entries.map { ($0.name, $0.requests) }) { first, _ in first }
    var nodes = Dictionary(state.nodes.map { ($0.name, $0) }) { first, _ in first }
    for old in self.nodes {
      let isAbsent = nodes[old.name] == nil
      let reach = old.entries.filter { kept.contains($0.name) }.compactMap { entry -> BaselineReach? in
        guard let now = exercised[entry.name] else { return entry }
        guard isAbsent, !isPruned, let all = before[entry.name], all > 0 else { return nil }
        let share = Counts(entry.requests, of: all).share
        return BaselineReach(
          service: entry.service, operation: entry.operation, requests: Int((share * Double(now)).rounded()))
      }
      guard !reach.isEmpty else { continue }
      let new = nodes[old.name]?.entries ?? []
      nodes[old.name] = BaselineNode(name: old.name, kind: old.kind, entries: Self.joined(new, reach, by: \.name))
    }
    return nodes.values.sorted { $0.name < $1.name }
  }

  /// The first elements, and of the others those whose key is not among them, sorted.
  private static func joined<Element, Key: Comparable & Hashable>(
    _ first: [Element], _ others: [Element], by key: (Element) -> Key
  ) -> [Element] {
    let known = Set(first.map(key))
    return (first + others.filter { !known.contains(key($0)) }).sorted { key($0) < key($1) }
  }
}

extension BaselineEdge {
  /// What edges are sorted by.
  fileprivate var order: SortKey { SortKey([caller, callee, via ?? ""]) }
}

extension BaselineFinding {
  /// What findings are sorted by.
  fileprivate var order: SortKey { SortKey([rule, subject, id]) }
}

/// Texts compared one after the other.
private struct SortKey: Comparable, Hashable {
  let parts: [String]

  init(_ parts: [String]) { self.parts = parts }

  static func < (left: SortKey, right: SortKey) -> Bool { left.parts.lexicographicallyPrecedes(right.parts) }
}
