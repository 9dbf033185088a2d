import CallClassification
import RiskReport

/// What the data must show before the gate can open, and does not. Missing data never passes a gate.
struct MissingEvidence {
  let report: Report
  let policy: Policy
  /// The baseline under today's names.
  let renames: RenamedPlaces?
  let changed: [String]

  /// One reason each, the most fundamental first. Where nothing was read, nothing else is said.
  func reasons() -> [GateReason] {
    guard report.evidence.spans > 0, report.evidence.traces > 0 else {
      return [
        missing(
          "No usable span was read, so there is nothing to judge.",
          "Check that the paths hold the traces of this run, and what the diagnostics say about rejected records.")
      ]
    }
    return noEntries() + noCalls() + floors() + requiredServices() + changedServices()
  }

  /// What the baseline has and this run lacks. A new baseline settles it, where it is meant.
  func absences() -> [GateReason] {
    guard report.evidence.spans > 0, report.evidence.traces > 0 else { return [] }
    return silentServices() + likelyRenames() + lostServerSpans()
  }

  /// Services that look renamed: the comparison takes them for the same, but only the team knows.
  private func likelyRenames() -> [GateReason] {
    (renames?.likely ?? []).map { rename in
      let shared = rename.neighbours.isEmpty ? "" : ": both have calls with \(Wording.list(rename.neighbours))"
      let (before, after) = (StarterPolicy.quoted(rename.before), StarterPolicy.quoted(rename.after))
      return missing(
        """
        The service \(rename.before) is silent and \(rename.after) is new. It looks like a rename\(shared).
        """,
        "If it is, declare it in the policy: `renamed: { \(before): \(after) }`.")
    }
  }

  private func noEntries() -> [GateReason] {
    guard report.entries.allSatisfy({ $0.requests == 0 }) else { return [] }
    return [
      missing(
        "No entry was found: no request, message or scheduled run that begins in the data.",
        "Record the service that requests enter by, with its server spans.")
    ]
  }

  private func noCalls() -> [GateReason] {
    guard report.edges.allSatisfy({ $0.calls == 0 }) else { return [] }
    let one = services.count == 1 ? " All spans come from \(services[0])." : ""
    return [
      missing(
        "No call was found, so there is nothing that a failure could spread along.\(one)",
        services.count == 1
          ? "Record the services that it calls too, and set server.address or peer.service on its client spans."
          : "Check that the services pass the trace context on (the traceparent header), and set span kinds.")
    ]
  }

  private func floors() -> [GateReason] {
    Shortfall.all(in: report, floors: policy.rules.quality)
      .map { missing($0.message, $0.advice, policy: $0.policy) }
  }

  private var services: [String] { report.evidence.byService.filter { $0.spans > 0 }.map(\.service) }

  private func requiredServices() -> [GateReason] {
    policy.evidence.required.filter { required in !services.contains(where: required.pattern.matches) }.map {
      let nearest = NearestName.of($0.pattern.text, among: services).map { " Did you mean \($0)?" } ?? ""
      return missing(
        "The service \($0.pattern) is required and has no span in this run.\(nearest)",
        "Drive traffic through it, or check that its spans are exported.", policy: $0.origin)
    }
  }

  private func changedServices() -> [GateReason] {
    changed.filter { !services.contains($0) }.map { name in
      let nearest = NearestName.of(name, among: services).map { " Did you mean \($0)?" } ?? ""
      return missing(
        "The changed service \(name) has no span in this run, so its change was not exercised.\(nearest)",
        "Drive traffic through it, or correct the name.")
    }
  }

  /// Services that requests entered by in the baseline, and whose traces now begin at their own calls: their server spans
  /// are lost, so that each call counts as an entry of its own and chains fall apart.
  private func lostServerSpans() -> [GateReason] {
    guard let baseline = renames?.baseline else { return [] }
    let requests = Dictionary(grouping: baseline.entries.filter { $0.kind == .request }, by: \.service)
      .mapValues { $0.sum(of: \.requests) }
    let entries = Dictionary(grouping: report.entries.filter { $0.requests > 0 }, by: \.service)
    let significance = Significance(policy.drift, comparisons: max(1, requests.count))
    return requests.keys.sorted().compactMap { service in
      guard let now = entries[service], now.allSatisfy({ $0.kind == .scheduled }) else { return nil }
      let seen = requests[service] ?? 0
      let chance = Chance.ofMissing(
        seen: seen, in: max(seen, baseline.evidence.traces), missingIn: report.evidence.traces)
      guard significance.accepts(chance: chance) else { return nil }
      return missing(
        """
        The entry service \(service) has no server spans any more: in the baseline \(Wording.count(seen, "request")) entered by \
        it, now its traces begin at its own calls.
        """,
        "Check its server instrumentation; without it chains begin in the middle and the gate sees only parts of them.")
    }
  }

  /// Services of the baseline without a span in this run, where chance does not explain it.
  private func silentServices() -> [GateReason] {
    guard let baseline = renames?.baseline else { return [] }
    return SilentServices.of(baseline, present: Set(services), traces: report.evidence.traces, policy).map { service in
      missing(
        """
        The service \(service.name) is silent: the baseline saw it in \(Wording.count(service.traces, "trace")) of \
        \(Wording.grouped(baseline.evidence.traces)), this run in none of \(Wording.grouped(report.evidence.traces)).
        """,
        """
        Drive traffic through it, or check that its spans are exported. If it may be silent, list it under \
        `quality.silent-services`.
        """)
    }
  }

  private func missing(_ message: String, _ advice: String, policy: String? = nil) -> GateReason {
    GateReason(severity: .error, message: message, advice: advice, policy: policy)
  }
}
