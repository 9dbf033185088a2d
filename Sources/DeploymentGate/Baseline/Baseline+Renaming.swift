import RiskReport

extension Baseline {
  /// The same state under other names. What is not named keeps its name.
  ///
  /// - Parameters:
  ///   - nodes: new names of services and peers by their old ones.
  ///   - entries: new names of entries by their old ones, under the new names of their services.
  func renamed(nodes: [String: String], entries: [EntryName: EntryName] = [:]) -> Baseline {
    guard !nodes.isEmpty || !entries.isEmpty else { return self }
    func node(_ name: String) -> String { nodes[name] ?? name }
    func entry(_ service: String, _ operation: String) -> EntryName {
      let name = EntryName(service: node(service), operation: operation)
      return entries[name] ?? name
    }
    var state = self
    state.services = services.map { service in
      var service = service
      service.name = node(service.name)
      return service
    }.sorted { $0.name < $1.name }
    state.entries = self.entries.map { old in
      let name = entry(old.service, old.operation)
      return BaselineEntry(
        service: name.service, operation: name.operation, kind: old.kind, requests: old.requests, depths: old.depths)
    }.sorted { $0.name < $1.name }
    state.nodes = self.nodes.map { old in
      let reach = old.entries.map { reach in
        let name = entry(reach.service, reach.operation)
        return BaselineReach(service: name.service, operation: name.operation, requests: reach.requests)
      }
      return BaselineNode(name: node(old.name), kind: old.kind, entries: reach.sorted { $0.name < $1.name })
    }.sorted { $0.name < $1.name }
    state.edges = edges.map { old in
      var edge = old
      (edge.caller, edge.callee, edge.via) = (node(old.caller), node(old.callee), old.via.map(node))
      return edge
    }.sorted { ($0.caller, $0.callee, $0.via ?? "") < ($1.caller, $1.callee, $1.via ?? "") }
    state.cycles = cycles.map { old in
      BaselineCycle(services: Self.turned(old.services.map(node)), reentrant: old.reentrant, traces: old.traces)
    }.sorted { ($0.path, $0.traces) < ($1.path, $1.traces) }
    state.findings = findings.map { old in
      var finding = old
      finding.place = FindingPlace(
        caller: old.place.caller.map(node), callee: old.place.callee.map(node), via: old.place.via.map(node),
        node: old.place.node.map(node), entry: old.place.entry.map { entry($0.service, $0.operation) })
      if old.subject == old.place.subject {
        finding.subject = finding.place.subject
      } else {
        // Around a cycle: the first name is the last one again.
        let names = old.subject.components(separatedBy: " → ").map(node)
        let path = names.count > 1 ? Self.turned(Array(names.dropLast())) : names
        finding.subject = (names.count > 1 ? path + path.prefix(1) : path).joined(separator: " → ")
      }
      finding.id = Finding.identity(rule: old.rule, subject: finding.subject)
      return finding
    }.sorted { ($0.rule, $0.subject) < ($1.rule, $1.subject) }
    return state
  }

  /// A cycle from its first name on, as reports write it.
  private static func turned(_ services: [String]) -> [String] {
    guard let least = services.min(), let start = services.firstIndex(of: least) else { return services }
    return Array(services[start...] + services[..<start])
  }

  /// Names of services and peers.
  var nodeNames: Set<String> {
    Set(services.map(\.name)).union(nodes.map(\.name)).union(edges.flatMap { [$0.caller, $0.callee] })
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
