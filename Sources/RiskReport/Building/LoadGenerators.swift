public import TraceModel

/// Services that make load to try a system out: what they call is what users would call, and advice to protect a caller is
/// of no use for them.
public enum LoadGenerators {
  /// Words of their names, without what stands between letters.
  private static let words = ["loadgenerator", "loadgen", "loadtest", "locust", "trafficgenerator"]
  /// So many are named.
  private static let namedMost = 3

  public static func isOne(_ service: String) -> Bool {
    let name = service.lowercased().filter { $0.isLetter }
    return words.contains { name.contains($0) }
  }

  /// Tells how many requests begin in one, and how to leave it out.
  static func remark(_ entries: [EntryReport]) -> Diagnostic? {
    // There may be very many entries, but hardly as many services.
    let services = Set(entries.map(\.service)).filter(isOne)
    guard !services.isEmpty else { return nil }
    let named = services.sorted().prefix(namedMost).joined(separator: ", ")
    return Diagnostic(
      id: "load-generator",
      message:
        "A request begins in what looks like a load generator: it counts as a caller, though nobody would protect it.",
      advice:
        "Leave it out in the policy, so that what it calls counts as entered from outside: exclude: { services: [\(named)] }",
      count: entries.reduce(0) { $0 +| (services.contains($1.service) ? $1.requests : 0) }, isLoss: false
    )
  }
}
