internal import CallClassification
internal import FailureSpread
internal import TraceModel

extension ReportBuilder {
  /// - Parameter remarks: more diagnostics, from what was built.
  func evidence(_ remarks: [Diagnostic]) -> EvidenceReport {
    let quality = graph.summary.quality
    var diagnostics = graph.summary.diagnostics
    for diagnostic in Self.diagnostics(of: quality) { diagnostics.record(diagnostic) }
    for remark in remarks { diagnostics.record(remark) }
    if let remark = unnamedServices() { diagnostics.record(remark) }
    if let remark = excludedEntries() { diagnostics.record(remark) }
    var report = EvidenceReport(
      traces: quality.traces, spans: quality.spans, services: quality.byService.count,
      duplicateSpans: quality.duplicateSpans, orphanSpans: quality.orphanSpans,
      rejectedRecords: graph.summary.input?.rejected ?? graph.summary.diagnostics.lossCount,
      input: graph.summary.input.map(Self.input), spansWithoutKind: quality.spansWithoutKind,
      untrustedTimes: quality.untrustedTimes, unresolvedLinks: quality.unresolvedLinks,
      calls: graph.summary.edges.statistics.reduce(0) { $0 +| $1.calls },
      formats: graph.summary.formats.sorted { $0.key < $1.key }.map { FormatReport(format: $0.key, files: $0.value) },
      // Nodes are numbered in the order of their names.
      byService: quality.byService.sorted { $0.key.index < $1.key.index }.map { node, counts in
        ServiceQualityReport(
          service: graph.name(node), spans: counts.spans, orphanSpans: counts.orphanSpans,
          spansWithoutKind: counts.spansWithoutKind
        )
      },
      diagnostics: diagnostics.diagnostics.map { diagnostic in
        DiagnosticReport(
          id: diagnostic.id, message: diagnostic.message, advice: diagnostic.advice, count: diagnostic.count,
          loss: diagnostic.isLoss, examples: diagnostic.examples.map(\.description)
        )
      }
    )
    let lost = graph.summary.lostContext().map { lost in
      LostContextReport(
        service: graph.name(lost.service), callers: lost.callers.map(graph.name), lost: lost.lost, calls: lost.calls)
    }
    if !lost.isEmpty { report.lostContext = lost }
    let contradicted = graph.summary.edges.statistics.reduce(0) { $0 + $1.contradicted }
    if contradicted > 0 { report.contradictedCalls = contradicted }
    let excluded = excludedReports()
    if !excluded.isEmpty { report.excluded = excluded }
    let outside = graph.summary.entries.statistics.reduce(0) { $0 + $1.outside }
    if outside > 0 { report.requestsFromOutside = outside }
    return report
  }

  private func excludedReports() -> [ExcludedEntryReport] {
    let excluded = graph.summary.excluded
    let all = excluded.reduce(0) { $0 +| $1.requests } +| graph.summary.entries.statistics.reduce(0) { $0 +| $1.requests }
    return excluded.map { entry in
      ExcludedEntryReport(
        service: graph.name(entry.node), operation: name(entry.operation), requests: entry.requests,
        share: Self.share(Double(entry.requests) / Double(max(1, all))))
    }.sorted { left, right in
      if left.requests != right.requests { return left.requests > right.requests }
      return [left.service, left.operation].lexicographicallyPrecedes([right.service, right.operation])
    }
  }

  /// What was left out of shares because nobody waits for it.
  private func excludedEntries() -> Diagnostic? {
    let excluded = excludedReports()
    guard !excluded.isEmpty else { return nil }
    let count = excluded.reduce(0) { $0 +| $1.requests }
    let shown = excluded.map { "\($0.service) \($0.operation) (\(Wording.percent($0.share)))" }
    return Diagnostic(
      id: "excluded-requests",
      message: """
        Health checks, metrics scrapes and empty polls are left out of all shares; of all requests these are: \
        \(Wording.list(shown, most: 9)).
        """,
      advice: "To count one of them, list it in the policy: exclude: { keep: [...] }", count: count, isLoss: false)
  }

  /// Spans of services that nobody named.
  private func unnamedServices() -> Diagnostic? {
    let unnamed = graph.summary.quality.byService.filter { DefaultServiceName.isOne(graph.name($0.key)) }
    guard !unnamed.isEmpty else { return nil }
    return Diagnostic(
      id: "default-service-name",
      message: """
        Spans carry the SDK's default for service.name; their services were told apart by host where the host's name says \
        enough, otherwise they count as one.
        """,
      advice: "Set OTEL_SERVICE_NAME, or service.name in the resource, for each service.",
      count: unnamed.values.reduce(0) { $0 +| $1.spans }, isLoss: false)
  }

  private static func input(_ account: InputAccount) -> InputReport {
    func parts(_ parts: InputAccount.Parts) -> InputPartsReport {
      InputPartsReport(found: parts.found, read: parts.read, other: parts.other, unread: parts.unread)
    }
    return InputReport(
      files: parts(account.files), bytes: parts(account.bytes), unreadShare: account.unreadShare)
  }

  /// What the traces themselves, rather than their bytes, leave to be desired.
  private static func diagnostics(of quality: Quality) -> [Diagnostic] {
    [
      Diagnostic(
        id: "duplicate-spans", message: "Spans occurred more than once; one copy of each was used.",
        count: quality.duplicateSpans, isLoss: false),
      Diagnostic(
        id: "orphan-spans", message: "Spans name a parent that is not in the data; no edge is drawn for them.",
        advice: "Give all files of the period, and check sampling and context propagation.",
        count: quality.orphanSpans, isLoss: false),
      Diagnostic(
        id: "parent-cycles", message: "Chains of parents lead back to their beginning; they were cut.",
        advice: "Look for span ids that are not unique in their trace.", count: quality.parentCycles, isLoss: false),
      Diagnostic(
        id: "spans-without-kind",
        message: "Spans declare no kind; their calls are judged by structure and durations alone.",
        advice: "Instrumentation that sets the span kind makes the verdicts surer.",
        count: quality.spansWithoutKind, isLoss: false),
      Diagnostic(
        id: "unresolved-links", message: "Links point to spans that are not in the data; the producer is unknown.",
        advice: "Give the producers' files too, and sample linked traces together.", count: quality.unresolvedLinks,
        isLoss: false),
      Diagnostic(
        id: "unnamed-peers", message: "CLIENT spans name no other side and nothing answered them; no edge is drawn.",
        advice: "Set server.address or peer.service on client spans.", count: quality.unnamedPeers, isLoss: false),
    ].filter { $0.count > 0 }
  }
}
