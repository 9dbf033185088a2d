import CallClassification
internal import TraceModel

/// A quality floor that the data does not reach, with how to get there.
public struct Shortfall: Sendable, Equatable {
  /// The key of the policy's `quality` that sets the floor, such as `min-traces`.
  public var key: String
  /// Set when it is about one service.
  public var service: String?
  /// Other services that take part in it.
  public var others: [String] = []
  public var value: Double
  public var limit: Double
  public var unit: String
  /// What is missing, with its numbers.
  public var message: String
  /// How to get it.
  public var advice: String
  /// The place in the policy that sets the floor, as `file:line`.
  public var policy: String?

  var subject: String { service.map { "\(key) of \($0)" } ?? key }

  /// The key of the floor for lost trace context.
  static let lostContext = "max-lost-context-share"
  /// Fewer calls than this can be a coincidence.
  private static let lostCallsLeast = 2

  /// All floors that a report does not reach: the whole first, then by service.
  public static func all(in report: Report, floors: QualityFloors) -> [Shortfall] {
    ofTheWhole(report, floors) + report.evidence.byService.flatMap { ofService($0, floors) }
      + (report.evidence.lostContext ?? []).compactMap { lostContext($0, floors) }
  }

  private static func ofTheWhole(_ report: Report, _ floors: QualityFloors) -> [Shortfall] {
    let evidence = report.evidence
    let unknown = report.edges.filter { $0.verdict == .unknown }.sum(of: \.calls)
    let calls = report.edges.sum(of: \.calls)
    var found: [Shortfall?] = []
    found.append(tooFew("min-traces", evidence.traces, floors.minimumTraces, "trace", floors))
    found.append(tooFew("min-spans", evidence.spans, floors.minimumSpans, "span", floors))
    found.append(
      tooMany(
        "max-orphan-share", evidence.orphanSpans, of: evidence.spans, floors.maximumOrphanShare,
        "of the spans lack their parent, which may hide edges",
        "Check that trace context is passed on everywhere, that whole traces are sampled, and that all files of the run were read.",
        floors))
    found.append(
      tooMany(
        "max-rejected-share", evidence.rejectedRecords, of: evidence.rejectedRecords +| evidence.spans,
        floors.maximumRejectedShare, "of the records could not be read",
        "The diagnostics name the first places; read the files again as they were exported.", floors))
    found.append(unread(evidence, floors))
    found.append(
      tooMany(
        "max-kindless-share", evidence.spansWithoutKind, of: evidence.spans, floors.maximumKindlessShare,
        "of the spans declare no kind", "Set span kinds in the instrumentation, or export in a format that keeps them.",
        floors))
    found.append(
      tooMany(
        "max-unknown-share", unknown, of: calls, floors.maximumUnknownShare,
        "of the calls lie on edges whose verdict is unknown",
        "Instrument both sides of these edges, or declare their verdicts in the policy under `declared`.", floors))
    found.append(
      tooMany(
        "max-contradictory-kinds-share", evidence.contradictedCalls ?? 0, of: calls,
        floors.maximumContradictoryKindsShare,
        "of the calls have span kinds that contradict each other, so whether the caller waits is unknown",
        "Check that the pipeline keeps span kinds: CLIENT and SERVER for requests, PRODUCER and CONSUMER for messages only.",
        floors))
    return found.compactMap { $0 }
  }

  /// What was not read can hold anything, so it is measured against all that was to be read.
  private static func unread(_ evidence: EvidenceReport, _ floors: QualityFloors) -> Shortfall? {
    guard let input = evidence.input, input.unreadShare > floors.maximumUnreadShare else { return nil }
    let isByFiles = input.files.unreadShare > input.bytes.unreadShare
    let parts = isByFiles ? input.files : input.bytes
    func amount(_ number: Int) -> String { isByFiles ? Numbers.count(number, "file") : Numbers.bytes(number) }
    return Shortfall(
      key: "max-unread-share", value: input.unreadShare, limit: floors.maximumUnreadShare, unit: "share",
      message: """
        \(Wording.percent(input.unreadShare)) of the input was not read (\(amount(parts.unread)) of \
        \(amount(parts.toRead))). The limit is \(Wording.percent(floors.maximumUnreadShare)).
        """,
      advice: """
        The diagnostics name what was not read and why. Repair it, leave it out, or list files that hold no traces under \
        `quality.ignore-files`.
        """,
      policy: floors.origins["max-unread-share"])
  }

  private static func ofService(_ quality: ServiceQualityReport, _ floors: QualityFloors) -> [Shortfall] {
    let own = floors.floors(of: quality.service)
    var found: [Shortfall] = []
    if quality.spans < own.minimumSpans {
      found.append(
        Shortfall(
          key: "min-spans", service: quality.service, value: Double(quality.spans), limit: Double(own.minimumSpans),
          unit: "spans",
          message:
            "\(quality.service) has \(Wording.count(quality.spans, "span")); at least \(Wording.grouped(own.minimumSpans)) are needed.",
          advice: "Drive more traffic through it, or raise its sampling.", policy: own.origin))
    }
    let orphans = ShareReport(observed: quality.orphanSpans, of: quality.spans).value
    if quality.spans >= own.minimumSpansForShares, orphans > own.maximumOrphanShare {
      found.append(
        Shortfall(
          key: "max-orphan-share", service: quality.service, value: orphans, limit: own.maximumOrphanShare,
          unit: "share",
          message: """
            \(Wording.percent(orphans)) of the spans of \(quality.service) lack their parent \
            (\(Wording.grouped(quality.orphanSpans)) of \(Wording.grouped(quality.spans))), which may hide the edges that lead \
            to it; at most \(Wording.percent(own.maximumOrphanShare)) are allowed.
            """,
          advice:
            "Check that its callers pass the trace context on, and that their spans are exported and sampled together with its own.",
          policy: own.origin))
    }
    return found
  }

  /// Chance is given its due: the share counts when all of its 95% interval lies beyond the floor.
  private static func lostContext(_ lost: LostContextReport, _ floors: QualityFloors) -> Shortfall? {
    let own = floors.floors(of: lost.service)
    let share = ShareReport(observed: lost.lost, of: lost.calls)
    guard lost.lost >= lostCallsLeast, share.low > own.maximumLostContextShare else { return nil }
    let callers = Wording.list(lost.callers)
    return Shortfall(
      key: lostContext, service: lost.service, others: lost.callers, value: share.value,
      limit: own.maximumLostContextShare, unit: "share",
      message: """
        \(lost.service) starts traces of its own: \(Wording.grouped(lost.lost)) of \
        \(Wording.count(lost.calls, "call")) from \(callers) found no span of \(lost.service), although \
        \(lost.service) served as many such requests without a caller. What fails with \(lost.service) is not seen.
        """,
      advice: """
        Check that \(callers) \(lost.callers.count == 1 ? "sends" : "send") the trace context (the traceparent header), \
        that \(lost.service) reads the same format, and that proxies between them pass it on.
        """,
      policy: own.origin ?? floors.origins[lostContext])
  }

  private static func tooFew(
    _ key: String, _ value: Int, _ floor: Int, _ noun: String, _ floors: QualityFloors
  ) -> Shortfall? {
    guard value < floor else { return nil }
    return Shortfall(
      key: key, value: Double(value), limit: Double(floor), unit: noun + "s",
      message:
        "Only \(Wording.count(value, "usable \(noun)")) \(value == 1 ? "was" : "were") read; at least \(Wording.grouped(floor)) are needed.",
      advice:
        "Record a longer run or sample more of it, or set `quality.\(key)` in the policy to what this run can give.",
      policy: floors.origins[key])
  }

  private static func tooMany(
    _ key: String, _ count: Int, of total: Int, _ floor: Double, _ statement: String, _ advice: String,
    _ floors: QualityFloors
  ) -> Shortfall? {
    let share = ShareReport(observed: count, of: total).value
    guard share > floor else { return nil }
    return Shortfall(
      key: key, value: share, limit: floor, unit: "share",
      message: """
        \(Wording.percent(share)) \(statement) (\(Wording.grouped(count)) of \(Wording.grouped(total))); at most \
        \(Wording.percent(floor)) are allowed.
        """,
      advice: advice, policy: floors.origins[key])
  }
}
