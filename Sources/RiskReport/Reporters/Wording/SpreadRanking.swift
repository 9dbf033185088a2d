internal import CallClassification
internal import FailureSpread

/// The nodes by how far their failure spreads beyond themselves, widest first.
///
/// That a service fails the requests that enter by it is no news: the ranking goes by the others, so that it starts with
/// what can take down others. The share that is shown is the whole blast radius all the same: one node has one number.
struct SpreadRanking {
  struct Item {
    var node: NodeReport
    /// Share of all requests that wait for the node.
    var share: Double { node.blastRadius.structural }
    /// Of these, the share of all requests that enter elsewhere: the same where none enters by the node itself.
    var elsewhere: Double
    /// The entries of other services that the node reaches.
    var entries: [EntryBlastRadiusReport]
    /// Set where several nodes fail together; then `node` stands for them.
    var domain: DomainReport?

    /// What it is, where that is no service: `cache`, `broker of 5`.
    var kind: String? {
      guard let domain else { return node.kind == .service ? nil : node.kind.rawValue }
      let word = domain.kind == .databaseServer ? "database server" : domain.kind.rawValue
      return "\(word) of \(domain.members.count)"
    }
  }

  let items: [Item]
  /// Nodes that no request of another service waits for, services first.
  let contained: [NodeReport]

  init(_ report: Report) {
    let total = report.entries.reduce(0.0) { $0 + Double($1.requests) }
    var items: [Item] = []
    var contained: [NodeReport] = []
    for node in report.nodes {
      let others = node.blastRadius.entries.filter { $0.service != node.name }
      let reached = others.reduce(0.0) { $0 + Double($1.requests) }
      if others.isEmpty || reached == 0 && node.blastRadius.structural == 0 {
        contained.append(node)
        continue
      }
      let own = others.count < node.blastRadius.entries.count
      let whole = node.blastRadius.structural
      let elsewhere = own && total > 0 ? min(whole, reached / total) : whole
      items.append(Item(node: node, elsewhere: elsewhere, entries: others))
    }
    for domain in report.domains ?? [] where domain.members.count > 1 {
      // A domain says more only where its members together reach farther than each alone.
      let alone = items.filter { domain.members.contains($0.node.name) }.map(\.share).max() ?? 0
      guard domain.blastRadius.structural > alone else { continue }
      let node = NodeReport(
        name: domain.name, kind: Self.kind(of: domain), requests: 0, errors: 0, blastRadius: domain.blastRadius)
      items.append(
        Item(
          node: node, elsewhere: domain.blastRadius.structural, entries: domain.blastRadius.entries, domain: domain))
    }
    self.items = items.sorted {
      ($1.elsewhere, $1.node.blastRadius.expected, $0.node.name, $0.node.kind.rawValue)
        < ($0.elsewhere, $0.node.blastRadius.expected, $1.node.name, $1.node.kind.rawValue)
    }
    self.contained = contained
  }

  private static func kind(of domain: DomainReport) -> NodeKind {
    switch domain.kind {
    case .broker: .queue
    case .databaseServer: .database
    case .host, .zone: .service
    }
  }
}
