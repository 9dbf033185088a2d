// Rules about what became worse since the baseline. The gate evaluates them; here is what they mean and their defaults.
//
// A difference counts only where chance does not explain it, within the policy's accepted rate of false alarms. An edge
// whose callee's failures were seen to be absorbed (at least 5 failures, at most half of them passed on) makes a note.

extension Rule {
  static let edgeBecameSynchronous = Rule(
    .edgeBecameSynchronous,
    defaults: RuleSetting(severity: .error))

  static let newSynchronousCycle = Rule(
    .newSynchronousCycle,
    defaults: RuleSetting(severity: .error))

  static let newSinglePointOfFailure = Rule(
    .newSinglePointOfFailure,
    defaults: RuleSetting(severity: .error, limit: 0.95),
    limit: RuleParameter("The share of an entry's requests from which on a node carries the entry", unit: "share"))

  static let blastRadiusGrown = Rule(
    .blastRadiusGrown,
    defaults: RuleSetting(severity: .error, limit: 0.1),
    limit: RuleParameter(
      "The most that the share of an entry's requests that wait for a node may grow by", unit: "share"))

  static let newSynchronousEdge = Rule(
    .newSynchronousEdge,
    defaults: RuleSetting(severity: .warning))

  static let newChainEntry = Rule(
    .newChainEntry,
    defaults: RuleSetting(severity: .note))
}
