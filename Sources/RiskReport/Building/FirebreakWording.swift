public import CallClassification
public import FailureSpread
internal import TraceModel

/// Adds to findings where a firebreak would help most, with its number and an honest recommendation for the place.
public struct FirebreakWording {
  private let graph: SpreadGraph
  private let advisor: FirebreakAdvisor
  private var nodes: [String: NodeID] = [:]
  private var entries: [EntryName: UInt32] = [:]

  public init(_ graph: SpreadGraph) {
    self.graph = graph
    advisor = FirebreakAdvisor(graph)
    for index in graph.summary.nodes.nodes.indices {
      let id = NodeID(index: UInt32(index))
      // A service and a peer may have one name; which comes first in the table depends on the order of reading.
      let name = graph.name(id)
      if let known = nodes[name], rank(known) <= rank(id) { continue }
      nodes[name] = id
    }
    for (index, key) in graph.summary.entries.keys.enumerated() {
      entries[EntryName(service: graph.name(key.node), operation: graph.summary.names[key.operation])] = UInt32(index)
    }
  }

  /// Services first, then by the names of the kinds.
  private func rank(_ node: NodeID) -> String { graph.kind(node) == .service ? "" : graph.kind(node).rawValue }

  /// The findings, errors and warnings about a node or an entry with their best firebreaks in the advice.
  public func advise(_ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      guard finding.severity != .note, Self.rules.contains(finding.rule), let candidates = candidates(for: finding),
        !candidates.isEmpty
      else {
        return finding
      }
      var finding = finding
      let firebreaks = candidates.map(report)
      finding.firebreaks = firebreaks
      finding.advice += " " + Self.sentence(firebreaks)
      return finding
    }
  }

  /// Findings that are about how far a failure spreads.
  private static let rules: Set<String> = [
    RuleID.blastRadius.rawValue, RuleID.singlePointOfFailure.rawValue, RuleID.synchronousChainDepth.rawValue,
    RuleID.blastRadiusGrown.rawValue, RuleID.newSinglePointOfFailure.rawValue,
  ]

  /// `The best firebreaks: A..B takes 40 % of it away, with C..D 70 %. For A..B: …`
  private static func sentence(_ firebreaks: [FirebreakReport]) -> String {
    var together = 0.0
    var parts: [String] = []
    for firebreak in firebreaks {
      together += firebreak.removes
      let share = Int((min(together, 1) * 100).rounded())
      let edge = "\(firebreak.caller)..\(firebreak.callee)"
      parts.append(parts.isEmpty ? "\(edge) takes \(share) % of this spread away" : "with \(edge) \(share) %")
    }
    var text =
      (firebreaks.count == 1 ? "The best firebreak: " : "The best firebreaks: ") + parts.joined(separator: ", ") + "."
    var told = Set<String>()
    for firebreak in firebreaks where told.insert(firebreak.reason).inserted {
      text += " For \(firebreak.caller)..\(firebreak.callee) a \(firebreak.measure.words): \(firebreak.reason)."
    }
    return text
  }

  private func candidates(for finding: Finding) -> [FirebreakCandidate]? {
    if let node = finding.place?.node, let id = nodes[node] { return advisor.best(against: id) }
    if let entry = finding.place?.entry, let id = entries[entry] { return advisor.best(entry: id) }
    return nil
  }

  private func report(_ candidate: FirebreakCandidate) -> FirebreakReport {
    let edge = graph.nodeEdges[candidate.edge]
    let (measure, reason) = recommendation(edge)
    return FirebreakReport(
      caller: graph.name(edge.caller), callee: graph.name(edge.callee), removes: ReportBuilder.share(candidate.removes),
      measure: measure, reason: reason)
  }

  // MARK: - What suits the place

  private func recommendation(_ edge: NodeEdge) -> (FirebreakMeasure, String) {
    let statistics = edge.statistics
    let kind = graph.kind(edge.callee)
    if kind == .cache {
      return (.fallback, "a cache can be left out: answer from what is behind it when it fails or is slow")
    }
    if kind == .queue {
      return (
        .fallback, "the broker must take the message: store it with the request's own data and let a relay publish it"
      )
    }
    if kind == .database {
      return (.redundancy, "the data is needed: a replica to read from, or a copy kept by the caller")
    }
    if edge.mechanism == .queue {
      return (.timeout, "the request waits for a reply over a queue: limit the wait and answer without it")
    }
    let accepted = statistics.evidence[Int(EvidenceCode.acceptedOnly.rawValue)]
    if accepted * 2 > statistics.calls {
      return (
        .queue, "the work is one-way: \(accepted) of \(statistics.calls) calls are answered with an acceptance only"
      )
    }
    let oneWay = edge.operations.reduce(0) { sum, operation in
      let name = graph.summary.names[graph.summary.edges.keys[Int(operation)].calleeOperation]
      return sum + (OperationVerb(name).isOneWay ? graph.summary.edges.statistics[Int(operation)].calls : 0)
    }
    if oneWay * 2 > statistics.calls {
      return (
        .queue,
        "by their names, \(oneWay) of \(statistics.calls) calls hand something over; check that no answer is used"
      )
    }
    let reading = edge.operations.reduce(0) { sum, operation in
      let name = graph.summary.names[graph.summary.edges.keys[Int(operation)].calleeOperation]
      return sum + (OperationVerb(name).isReading ? graph.summary.edges.statistics[Int(operation)].calls : 0)
    }
    if reading * 2 > statistics.calls {
      return (
        .fallback,
        "\(reading) of \(statistics.calls) calls read: a timeout, and a default or an old value when it strikes"
      )
    }
    return (
      .timeout,
      "the spans do not show whether the answer is used at once: if not, a queue; if so, a timeout with a breaker"
    )
  }
}

/// What an operation's name says about the direction of the work.
struct OperationVerb {
  let isReading: Bool
  let isOneWay: Bool

  init(_ name: String) {
    let words = Self.words(name)
    let first = words.first ?? ""
    isOneWay = words.contains { Self.oneWay.contains($0) }
    isReading = !isOneWay && (first == "get" || first == "head" || words.contains { Self.reading.contains($0) })
  }

  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in name {
      if !character.isLetter || character.isUppercase && word.last?.isLowercase == true {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if character.isLetter { word.append(character) }
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  private static let reading: Set<String> = [
    "get", "list", "find", "search", "read", "fetch", "query", "lookup", "check", "select", "nearby", "recommend",
  ]
  private static let oneWay: Set<String> = [
    "notify", "notification", "notifications", "audit", "track", "tracking", "log", "logs", "event", "events", "email",
    "emails", "mail", "mails", "metrics", "telemetry", "analytics", "archive", "enqueue", "webhook",
  ]
}
