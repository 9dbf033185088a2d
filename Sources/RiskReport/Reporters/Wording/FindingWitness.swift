internal import FailureSpread

/// What shows a finding: its riskiest chain and a few traces, so that a person can look it up.
struct FindingWitness {
  /// Chains and traces that are named.
  static let chainLimit = 2
  static let traceLimit = 3

  /// Names of nodes, from the entry on, with where the chain stops.
  let chains: [String]
  let traces: [String]

  /// Nothing when the finding names neither a chain nor a trace.
  init?(_ finding: Finding, in report: Report, ascii: Bool = false) {
    let words = ChainWords(ascii: ascii)
    let byID = Dictionary(report.chains.map { ($0.id, $0) }) { first, _ in first }
    chains = finding.chains.compactMap { byID[$0] }.prefix(Self.chainLimit).map { chain in
      var hops = chain.hops.map { SafeText.name($0.name, ascii: ascii) }
      if let operation = chain.hops.first?.operation, !operation.isEmpty {
        hops[0] += " " + SafeText.name(operation, ascii: ascii)
      }
      let path = hops.joined(separator: ascii ? " -> " : " → ")
      return chain.stopsAt == .leaf ? path : "\(path) (\(words.stop(chain)))"
    }
    traces = finding.exemplars.prefix(Self.traceLimit).map { SafeText.name($0, limit: 40, ascii: ascii) }
    if chains.isEmpty && traces.isEmpty { return nil }
  }

  /// One line for each chain, one for the traces.
  var lines: [String] {
    chains.map { "chain: \($0)" } + (traces.isEmpty ? [] : ["traces: \(traces.joined(separator: ", "))"])
  }

  /// The findings of a report that a person must look at first: those that fail the gate, else the errors.
  static func wanted(in report: Report) -> Set<String> {
    guard let gate = report.gate else {
      return Set(report.findings.filter { $0.severity == .error && $0.waiver == nil }.map(\.id))
    }
    guard gate.outcome != .passed else { return [] }
    return Set(gate.reasons.filter { $0.severity != .note }.compactMap(\.finding))
  }
}
