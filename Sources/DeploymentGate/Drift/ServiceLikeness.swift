import RiskReport

/// How much a service of the baseline that is gone and a new one look like the same service: by whom they call, who calls
/// them, what they are asked for, and their names.
struct ServiceLikeness {
  let before: String
  let after: String
  let score: Double
  /// Nodes that both have calls with.
  let neighbours: [String]

  /// The edges and operations of one side's services.
  struct Side {
    /// By service: `<` callers and `>` callees. Services that the other side may have under another name are `?`.
    fileprivate var neighbours: [String: Set<String>] = [:]
    fileprivate var operations: [String: Set<String>] = [:]

    func neighbours(of node: String) -> Set<String> { neighbours[node] ?? [] }

    /// - Parameters:
    ///   - names: new names that are known already.
    ///   - unknown: services of this side that may have another name on the other.
    init(_ state: Baseline, names: [String: String], unknown: Set<String>) {
      func shown(_ name: String) -> String { names[name] ?? (unknown.contains(name) ? "?" : name) }
      for edge in state.edges where edge.caller != edge.callee {
        neighbours[edge.callee, default: []].insert("<" + shown(edge.caller))
        neighbours[edge.caller, default: []].insert(">" + shown(edge.callee))
      }
      for service in state.services { operations[service.name] = Set(service.operations ?? []) }
      for entry in state.entries { operations[entry.service, default: []].insert(entry.operation) }
    }
  }

  /// Nothing where the two do not look alike.
  init?(_ before: String, _ old: Side, _ after: String, _ new: Side) {
    let edges = Self.likeness(old.neighbours[before] ?? [], new.neighbours[after] ?? [])
    let operations = Self.likeness(old.operations[before] ?? [], new.operations[after] ?? [])
    let shared = (old.neighbours[before] ?? []).intersection(new.neighbours[after] ?? [])
    let named = Self.areRelated(before, after)
    // One neighbour in common is what any two services behind the same caller have.
    let isAlike =
      (edges ?? 1) >= 0.5 && (operations ?? 0) >= 0.5 || (edges ?? 0) >= 0.75 && shared.count > 2
      || named && (edges ?? operations ?? 0) >= 0.5
    // Services that are asked for different things are two, whoever calls them.
    guard isAlike, named || (operations ?? 1) > 0 else { return nil }
    self.before = before
    self.after = after
    score = (edges ?? 0) + (operations ?? 0) + (named ? 0.5 : 0)
    neighbours = Set(shared.map { String($0.dropFirst()) }).subtracting(["?"]).sorted()
  }

  /// What both have of what either has; nothing where one side knows nothing.
  static func likeness(_ old: Set<String>, _ new: Set<String>) -> Double? {
    guard !old.isEmpty, !new.isEmpty else { return nil }
    return Double(old.intersection(new).count) / Double(old.union(new).count)
  }

  /// Whether one name goes on where the other ends, or differs by a slip: `search` and `search-v2`.
  static func areRelated(_ old: String, _ new: String) -> Bool {
    let (short, long) = old.count <= new.count ? (old, new) : (new, old)
    return short.count > 2 && (long.hasPrefix(short) || long.hasSuffix(short)) || NearestName.of(old, among: [new]) != nil
  }
}
