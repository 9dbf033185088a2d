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
  ///
  /// - Parameter known: the chains of the report, by id.
  fileprivate init?(_ finding: Finding, _ known: [String: ChainReport], ascii: Bool) {
    let words = ChainWords(ascii: ascii)
    chains = finding.chains.compactMap { known[$0] }.prefix(Self.chainLimit).map { chain in
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
}

/// What shows the findings of one report. Made once for all of them: looking through the report for each would cost the
/// square of their number.
struct FindingWitnesses {
  /// The ids of findings that a person must look at first: those that fail the gate, else the errors.
  private let wanted: Set<String>
  private let chains: [String: ChainReport]
  private let ascii: Bool

  init(_ report: Report, ascii: Bool = false) {
    wanted = Self.wanted(in: report)
    chains = Dictionary(report.chains.map { ($0.id, $0) }) { first, _ in first }
    self.ascii = ascii
  }

  /// What shows a finding.
  func witness(of finding: Finding) -> FindingWitness? { FindingWitness(finding, chains, ascii: ascii) }

  /// The same, but for findings alone that must be looked at first.
  func urgent(_ finding: Finding) -> FindingWitness? { wanted.contains(finding.id) ? witness(of: finding) : nil }

  private static func wanted(in report: Report) -> Set<String> {
    guard let gate = report.gate else {
      return Set(report.findings.filter { $0.severity == .error && $0.waiver == nil }.map(\.id))
    }
    guard gate.outcome != .passed else { return [] }
    return Set(gate.reasons.filter { $0.severity != .note }.compactMap(\.finding))
  }
}
