import CallClassification

/// A report with its settings and indices: what each rule is evaluated in.
public struct RuleContext: Sendable {
  let report: Report
  let settings: RuleSettings
  let nodes: [String: NodeReport]
  /// Edges by callee, in the report's order.
  let edgesTo: [String: [EdgeReport]]
  /// Edges by caller, in the report's order.
  let edgesFrom: [String: [EdgeReport]]
  /// Chains by their entry, in the report's order: highest risk first.
  let chains: [EntryName: [ChainReport]]
  /// By node: the first chains that pass it, as indices into the report's.
  let chainsThrough: [String: [Int]]
  private static let mostChains = 8
  let entries: [EntryName: EntryReport]
  /// Requests of all entries.
  let requests: Int

  public init(report: Report, settings: RuleSettings) {
    self.report = report
    self.settings = settings
    nodes = Dictionary(report.nodes.map { ($0.name, $0) }) { first, _ in first }
    edgesTo = Dictionary(grouping: report.edges, by: \.callee)
    edgesFrom = Dictionary(grouping: report.edges, by: \.caller)
    chains = Dictionary(grouping: report.chains.filter { !$0.hops.isEmpty }, by: \.entry)
    var through: [String: [Int]] = [:]
    // By index: an element of a loop is a copy, with a reference counted for each of its lists.
    for index in report.chains.indices {
      for hop in report.chains[index].hops where through[hop.name]?.last != index {
        if through[hop.name, default: []].count < Self.mostChains { through[hop.name, default: []].append(index) }
      }
    }
    chainsThrough = through
    entries = Dictionary(report.entries.map { ($0.name, $0) }) { first, _ in first }
    requests = report.entries.sum(of: \.requests)
  }

  /// The kind of a node; names that the report does not list are taken for services.
  func kind(of node: String) -> NodeKind { nodes[node]?.kind ?? .service }

  /// Requests of an entry that wait for more than so many services one behind the other.
  ///
  /// Reports without counts by depth show it only through their chains: a request runs along several, so that their
  /// numbers cannot be added, and the largest is what is certain.
  public func requests(of entry: EntryReport, deeperThan depth: Int) -> Int {
    guard depth < entry.depth else { return 0 }
    if let depths = entry.depths { return depths.indices.contains(depth) ? depths[max(0, depth)] : 0 }
    let deeper = (chains[entry.name] ?? []).filter { $0.services.count > depth }
    return min(entry.requests, max(1, deeper.map(\.traces).max() ?? 1))
  }

  /// The limit that a value breaks at a place, and how bad that is; nothing where it breaks none.
  func breach(of rule: RuleID, at place: FindingPlace, value: Double) -> Breach? {
    let setting = settings.setting(of: rule, at: place)
    guard setting.enabled else { return nil }
    if let limit = setting.limit, value > limit {
      return Breach(severity: setting.severity, limit: limit, origin: setting.origin)
    }
    if let limit = setting.warningLimit, value > limit {
      return Breach(severity: max(setting.severity, .warning), limit: limit, origin: setting.origin)
    }
    return nil
  }

  /// How bad it is that a rule without a limit is broken at a place; nothing where the rule is off or fewer than
  /// `atLeast` observations speak for it.
  func breach(of rule: RuleID, at place: FindingPlace, observations: Int? = nil) -> Breach? {
    let setting = settings.setting(of: rule, at: place)
    guard setting.enabled else { return nil }
    if let observations, let least = setting.atLeast, observations < least { return nil }
    return Breach(severity: setting.severity, limit: setting.limit, origin: setting.origin)
  }
}

/// A limit that was broken.
struct Breach: Sendable {
  var severity: Severity
  var limit: Double?
  var origin: String?
}

extension ChainReport {
  /// The entry that the chain begins at.
  var entry: EntryName { EntryName(service: hops.first?.name ?? "", operation: hops.first?.operation ?? "") }

  /// The services on it, without those that only answer from behind a peer.
  var services: [String] { hops.compactMap(\.service) }

  /// As people read it: `web → cart → cart-db`.
  var path: String { hops.map(\.name).joined(separator: " → ") }
}

extension EntryReport {
  /// Service and operation.
  public var name: EntryName { EntryName(service: service, operation: operation) }
}

extension EntryBlastRadiusReport {
  /// Service and operation.
  public var name: EntryName { EntryName(service: service, operation: operation) }
}

extension EdgeReport {
  /// Caller, callee and via.
  public var place: FindingPlace { .edge(caller: caller, callee: callee, via: via) }

  /// Independent observations of the edge: traces, or where an older report lacks them, calls.
  public var observations: Int { traces ?? calls }
}
