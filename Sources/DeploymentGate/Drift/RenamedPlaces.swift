import CallClassification
import RiskReport

/// What has another name than in the baseline: nodes that the policy declares, services that look renamed, and entries
/// that look renamed. Under their new names they are compared as the same.
struct RenamedPlaces {
  /// The baseline under the new names.
  private(set) var baseline: Baseline
  /// Services that look renamed, by their old names.
  private(set) var likely: [LikelyRename] = []
  /// Entries that look renamed.
  private(set) var entries: [(before: EntryName, after: EntryName)] = []
  /// What is wrong with the policy's declarations.
  private(set) var remarks: [GateReason] = []

  struct LikelyRename {
    let before: String
    let after: String
    /// Nodes that both have calls with.
    let neighbours: [String]
  }

  init(_ old: Baseline, _ new: Baseline, policy: Policy) {
    baseline = old
    apply(policy.renamed, new)
    let present = Set(new.services.map(\.name))
    let silent = SilentServices.of(baseline, present: present, traces: new.evidence.traces, policy)
    findServices(new, among: Set(silent.map(\.name)))
    findEntries(new)
    if !entries.isEmpty { remarks.append(entriesRemark) }
  }

  private var entriesRemark: GateReason {
    let names = entries.map { "\($0.before) is now \($0.after)" }
    return GateReason(
      severity: .note,
      message: """
        \(Wording.count(entries.count, "entry looks", "entries look")) renamed and \(entries.count == 1 ? "is" : "are") \
        compared as the same, since the requests need the same nodes: \(Wording.list(names)).
        """)
  }

  // MARK: Declared

  private mutating func apply(_ declared: [RenamedNode], _ new: Baseline) {
    let (before, now) = (baseline.nodeNames, new.nodeNames)
    var names: [String: String] = [:]
    for rename in declared where before.contains(rename.before) && !before.contains(rename.after) {
      if now.contains(rename.before) {
        remarks.append(
          GateReason(
            severity: .warning,
            message: """
              The policy says that \(rename.before) was renamed to \(rename.after), but this run still has \(rename.before): \
              the two are compared apart.
              """, advice: "Remove the line from `renamed` until the old name is gone.", policy: rename.origin))
      } else {
        names[rename.before] = rename.after
      }
    }
    for rename in declared where !before.contains(rename.before) && !before.contains(rename.after) {
      let nearest = NearestName.of(rename.before, among: before.sorted()).map { " Did you mean \($0)?" } ?? ""
      remarks.append(
        GateReason(
          severity: .warning,
          message: "\(rename.before) in `renamed` names nothing that the baseline has.\(nearest)",
          advice: "Correct the name, or remove the line.", policy: rename.origin))
    }
    baseline = baseline.renamed(nodes: names)
  }

  // MARK: Services

  /// Beyond this many services, a comparison of all pairs would take long, and would say little.
  private static let mostServices = 200

  private mutating func findServices(_ new: Baseline, among silent: Set<String>) {
    var gone = silent.subtracting(new.nodeNames)
    var come = Set(new.services.map(\.name)).subtracting(baseline.nodeNames)
    guard !gone.isEmpty, !come.isEmpty, gone.count <= Self.mostServices, come.count <= Self.mostServices else { return }
    // Each match gives the next ones a neighbour that both know.
    var names: [String: String] = [:]
    while !gone.isEmpty, !come.isEmpty {
      let before = ServiceLikeness.Side(baseline, names: names, unknown: gone)
      let after = ServiceLikeness.Side(new, names: [:], unknown: come)
      let pairs = gone.sorted().flatMap { old in
        come.sorted().compactMap { new in ServiceLikeness(old, before, new, after) }
      }
      guard let best = pairs.max(by: { ($0.score, $1.before, $1.after) < ($1.score, $0.before, $0.after) }) else { break }
      names[best.before] = best.after
      likely.append(LikelyRename(before: best.before, after: best.after, neighbours: best.neighbours))
      gone.remove(best.before)
      come.remove(best.after)
    }
    likely.sort { $0.before < $1.before }
    baseline = baseline.renamed(nodes: names)
  }

  // MARK: Entries

  /// Entries whose requests need the same nodes to this degree look like one entry.
  private static let leastLikeness = 0.75

  private mutating func findEntries(_ new: Baseline) {
    let (old, now) = (Set(baseline.entries.map(\.name)), Set(new.entries.map(\.name)))
    let gone = baseline.entries.filter { !now.contains($0.name) }
    let come = new.entries.filter { !old.contains($0.name) }
    guard !gone.isEmpty, !come.isEmpty, gone.count <= Self.mostServices, come.count <= Self.mostServices else { return }
    let (before, after) = (Self.needs(baseline), Self.needs(new))
    var pairs: [(likeness: Double, before: EntryName, after: EntryName)] = []
    for one in gone {
      for other in come where one.service == other.service && one.kind == other.kind {
        let likeness = Self.likeness(before[one.name] ?? [:], after[other.name] ?? [:])
        if likeness >= Self.leastLikeness { pairs.append((likeness, one.name, other.name)) }
      }
    }
    pairs.sort { ($1.likeness, $0.before, $0.after) < ($0.likeness, $1.before, $1.after) }
    var names: [EntryName: EntryName] = [:]
    var taken: Set<EntryName> = []
    for pair in pairs where names[pair.before] == nil && !taken.contains(pair.after) {
      names[pair.before] = pair.after
      taken.insert(pair.after)
    }
    entries = names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    baseline = baseline.renamed(nodes: [:], entries: names)
  }

  /// By entry, the nodes that its requests need, each with the share of the requests.
  private static func needs(_ state: Baseline) -> [EntryName: [String: Double]] {
    let requests = Dictionary(state.entries.map { ($0.name, $0.requests) }) { first, _ in first }
    var needs: [EntryName: [String: Double]] = [:]
    for node in state.nodes {
      for reach in node.entries {
        needs[reach.name, default: [:]][node.name] = Counts(reach.requests, of: requests[reach.name] ?? 0).share
      }
    }
    return needs
  }

  /// What both need, of what either needs.
  private static func likeness(_ before: [String: Double], _ after: [String: Double]) -> Double {
    let names = Set(before.keys).union(after.keys).sorted()
    let both = names.reduce(0) { $0 + min(before[$1] ?? 0, after[$1] ?? 0) }
    let either = names.reduce(0) { $0 + max(before[$1] ?? 0, after[$1] ?? 0) }
    return either > 0 ? both / either : 0
  }
}
