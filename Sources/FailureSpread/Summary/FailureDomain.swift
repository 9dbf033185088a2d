public import CallClassification
public import TraceModel

/// What fails together: a broker with its topics, a database server with its databases, a host or zone with the services
/// that run nowhere else.
public struct FailureDomain: Hashable, Sendable {
  public var kind: FailureDomainKind
  public var name: NameID

  public init(kind: FailureDomainKind, name: NameID) {
    self.kind = kind
    self.name = name
  }
}

/// The kinds of failure domain.
public enum FailureDomainKind: String, Sendable, Codable, CaseIterable {
  case broker
  case databaseServer
  case host
  case zone
}

/// An observation that a node belongs to a failure domain.
public struct DomainMembership: Hashable, Sendable {
  public var domain: FailureDomain
  public var node: NodeID

  public init(domain: FailureDomain, node: NodeID) {
    self.domain = domain
    self.node = node
  }
}

extension Summary {
  /// The domains with more than one way to matter: brokers and servers with their members, and hosts and zones, where
  /// there are several, with the services that were seen nowhere else. Sorted by kind and name.
  public func failureDomains() -> [(domain: FailureDomain, members: [NodeID])] {
    var members: [FailureDomain: Set<NodeID>] = [:]
    var places: [FailureDomainKind: [NodeID: Set<NameID>]] = [:]
    var distinct: [FailureDomainKind: Set<NameID>] = [:]
    let servers = soleServers()
    for var membership in memberships {
      if let server = servers[membership.domain] { membership.domain = server }
      members[membership.domain, default: []].insert(membership.node)
      places[membership.domain.kind, default: [:]][membership.node, default: []].insert(membership.domain.name)
      distinct[membership.domain.kind, default: []].insert(membership.domain.name)
    }
    return members.compactMap { domain, nodes in
      var nodes = nodes
      if domain.kind == .host || domain.kind == .zone {
        guard let several = distinct[domain.kind], several.count > 1 else { return nil }
        nodes = nodes.filter { places[domain.kind]?[$0]?.count == 1 }
      }
      if nodes.isEmpty { return nil }
      return (
        domain,
        nodes.sorted { left, right in
          let (left, right) = (self.nodes.nodes[Int(left.index)], self.nodes.nodes[Int(right.index)])
          return left.name != right.name
            ? NameOrder.precedes(names[left.name], names[right.name]) : left.kind.rawValue < right.kind.rawValue
        }
      )
    }.sorted { left, right in
      left.domain.kind != right.domain.kind
        ? left.domain.kind.rawValue < right.domain.kind.rawValue
        : NameOrder.precedes(names[left.domain.name], names[right.domain.name])
    }
  }

  /// Spans of one side often name the system without an address: they mean the only server of that system, if there is
  /// but one.
  private func soleServers() -> [FailureDomain: FailureDomain] {
    var located: [FailureDomain: Set<FailureDomain>] = [:]
    for domain in Set(memberships.map(\.domain)) where domain.kind == .broker || domain.kind == .databaseServer {
      let name = names[domain.name]
      guard let at = name.firstIndex(of: "@"), let system = names.find(String(name[..<at])) else { continue }
      located[FailureDomain(kind: domain.kind, name: system), default: []].insert(domain)
    }
    return located.compactMapValues { $0.count == 1 ? $0.first : nil }
  }
}
