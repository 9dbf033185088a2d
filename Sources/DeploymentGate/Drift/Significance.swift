/// What makes a difference count: the accepted false alarms of a run, shared among all its comparisons.
///
/// Seven kinds of comparison (edges, reach, entries, cycles, services, findings that are new, findings that are worse) get
/// equal parts; within a kind each comparison gets an equal part (Bonferroni). So the probability that a run without any
/// change fails stays below the accepted rate, however many places are compared.
struct Significance: Sendable {
  private static let kinds = 7
  let sampling: Sampling
  /// What a single comparison may spend.
  let level: Double

  init(_ drift: DriftSettings, comparisons: Int) {
    sampling = drift.sampling
    level = drift.falseAlarms / Double(Self.kinds) / Double(max(1, comparisons))
  }

  /// Whether a difference counts that chance makes with a probability.
  func accepts(chance: Double) -> Bool { sampling == .complete || chance <= level }
}
