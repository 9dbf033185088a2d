public import CallClassification

/// An edge whose verdict is known: by construction, or by a label.
public struct TruthEdge: Sendable, Hashable {
  public var caller: String
  public var callee: String
  /// The topic, for work that passes through one.
  public var via: String?
  public var verdict: Verdict
  /// Verdicts that the spans can support where they cannot show the truth; empty where they can.
  public var acceptable: Set<Verdict>
  /// How the two are coupled, for people.
  public var pattern: String

  public init(
    caller: String, callee: String, via: String? = nil, verdict: Verdict, acceptable: Set<Verdict> = [],
    pattern: String = ""
  ) {
    self.caller = caller
    self.callee = callee
    self.via = via
    self.verdict = verdict
    self.acceptable = acceptable
    self.pattern = pattern
  }

  /// The pattern without what else is special about its edge.
  var coupling: String { String(pattern.prefix { $0 != "," }) }

  /// Whether a judged edge is this one. Truth files name peers by what they are (`redis`), reports by system and name.
  func isMet(by edge: JudgedEdge, ignoringTopic: Bool) -> Bool {
    guard Self.isSame(edge.caller, caller), Self.isSame(edge.callee, callee) else { return false }
    if ignoringTopic { return true }
    guard let via else { return edge.via == nil }
    return edge.via.map { Self.isSame($0, via) } ?? false
  }

  private static func isSame(_ seen: String, _ told: String) -> Bool {
    seen == told || seen.hasPrefix(told + ":") || seen.hasSuffix(":" + told)
      || told == "(reply queue)" && seen.contains("reply-to")
  }

  /// One edge per pair of nodes, for judges that know no topics: two couplings with different verdicts make it mixed.
  static func byPair(_ edges: [TruthEdge]) -> [TruthEdge] {
    var merged: [TruthEdge] = []
    for var edge in edges {
      edge.via = nil
      guard let place = merged.firstIndex(where: { $0.caller == edge.caller && $0.callee == edge.callee }) else {
        merged.append(edge)
        continue
      }
      if merged[place].verdict != edge.verdict {
        merged[place].acceptable.formUnion([merged[place].verdict, edge.verdict, .mixed])
        merged[place].verdict = .mixed
      }
      merged[place].acceptable.formUnion(edge.acceptable)
    }
    return merged
  }
}
