internal import FailureSpread

extension HTMLPage {
  /// Brokers, servers, hosts and zones with several nodes: one failure takes them all.
  func domains() -> String {
    let all = report.domains ?? []
    let several = all.indices.filter { all[$0].members.count > 1 }.sorted {
      (all[$1].blastRadius.structural, $0) < (all[$0].blastRadius.structural, $1)
    }
    guard !several.isEmpty else { return "" }
    let rows = several.map { row(all[$0], anchor: "domain-\($0)") }
    let alone = all.count - several.count
    let rest =
      alone > 0
      ? """
      <p class="dim">Not listed: \(Numbers.count(alone, "broker, server, host or zone", "brokers, servers, hosts or zones")) \
      with one node, which fails as that node does.</p>
      """ : ""
    return """
      <h3>What fails together</h3>
      <p class="dim">Nodes on one broker, database server, host or zone: when that fails, all of them do.</p>
      \(table(.domains, rows: rows))\(rest)
      """
  }

  private func row(_ domain: DomainReport, anchor: String) -> String {
    let id = anchors[domain.name] == anchor ? " id=\"\(anchor)\"" : ""
    let reached = domain.blastRadius.entries.map(felt)
    return """
      <tr class="row"\(id)\(about(domain.members))>
      <th scope="row">\(HTMLText.code(domain.name))</th>
      <td>\(Self.words(domain.kind))</td>
      \(couldFail(domain.blastRadius.structural))
      \(expectedToFail(domain.blastRadius))
      <td>\(folded(domain.members.map(link), "node", "nodes"))</td>
      <td>\(folded(reached, "entry", "entries"))</td>
      </tr>
      """
  }

  private static func words(_ kind: FailureDomainKind) -> String {
    switch kind {
    case .broker: "broker"
    case .databaseServer: "database server"
    case .host: "host"
    case .zone: "zone"
    }
  }
}
