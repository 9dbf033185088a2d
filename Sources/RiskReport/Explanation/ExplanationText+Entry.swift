internal import CallClassification
internal import FailureSpread

extension ExplanationText {
  /// An entry: what its requests wait for, what stands before what, and its riskiest chains.
  func render(_ entry: EntryReport, _ nodes: [NodeAtEntry], _ chains: [ChainReport]) -> String {
    var page = TextPage(options)
    page.line([
      Run("\(page.name(entry.service)) \(page.name(entry.operation))", .bold), Run("  \(entry.kind.rawValue)", .dim),
    ])
    page.paragraph(
      [
        Run(
          "\(Numbers.count(entry.requests, "request")), \(Numbers.count(entry.errors)) failed; p95 "
            + "\(Numbers.duration(entry.latency.p95, ascii: page.glyphs.ascii)); waits for "
            + "\(Numbers.count(entry.depth, "service")) one behind the other.")
      ], indent: 2)
    if let blocked = entry.blocked {
      page.title("Where its time goes", "share of the requests' time, overlapping calls once")
      page.paragraph(
        [Run(blocked.map { "\(page.name($0.node)) \(Numbers.percent($0.share))" }.joined(separator: ", "))], indent: 2)
    }
    if let availability = entry.availability {
      page.title("At best \(Numbers.percent(availability.ceiling)) available")
      page.paragraph(
        [
          Run(
            "with \(availability.dependencies.map { page.name($0) }.joined(separator: ", ")) at "
              + "\(Numbers.percent(availability.each)) each")
        ], indent: 2)
    }
    if let dominators = entry.dominators {
      page.title("Only through", "a firebreak before the node keeps the failures of all these out")
      for dominator in dominators {
        let more = dominator.protects - dominator.nodes.count
        page.paragraph(
          [
            Run(page.name(dominator.node), .bold),
            Run(
              "\(Numbers.percent(dominator.share)) wait for it; before "
                + dominator.nodes.map { page.name($0) }.joined(separator: ", ")
                + (more > 0 ? " and \(Numbers.count(more)) more" : "")),
          ], indent: 2, hanging: 4)
      }
    }
    page.title("What fails it")
    for item in nodes {
      page.paragraph(
        [
          Run(page.name(item.node), .bold),
          Run(
            "\(Numbers.percent(item.radius.structural)) wait, \(Numbers.percent(item.radius.expected)) expected to fail "
              + "(\(Numbers.interval(item.radius.low, item.radius.high, ascii: page.glyphs.ascii)))"
              + "; traces \(item.radius.exemplars.joined(separator: ", "))"),
        ], indent: 2, hanging: 4)
    }
    for chain in chains.prefix(5) { draw(chain, on: &page) }
    return page.text
  }
}

extension FailureDomainKind {
  /// As it stands behind a name.
  var words: String {
    switch self {
    case .broker: "broker"
    case .databaseServer: "database server"
    case .host: "host"
    case .zone: "zone"
    }
  }
}
