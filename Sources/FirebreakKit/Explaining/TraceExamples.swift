internal import CallClassification
public import RiskReport
internal import TraceAssembly
internal import TraceModel

/// Draws the exemplar traces of findings in small, so that a report can show them without the spans.
struct TraceExamples {
  /// Traces in one report, and spans of one trace.
  static let traceLimit = 24
  static let spanLimit = 60

  let store: SpanStore

  /// One exemplar for each finding, as far as the limit allows; sorted by trace.
  func examples(for findings: [Finding]) -> [TraceExampleReport] {
    var wanted: [String] = []
    for finding in findings where finding.severity != .note {
      if let trace = finding.exemplars.first, !wanted.contains(trace) { wanted.append(trace) }
      if wanted.count == Self.traceLimit { break }
    }
    let ids = Set(wanted.compactMap { TraceID($0)?.low })
    guard !ids.isEmpty else { return [] }
    let batch = store.batch(ofTraces: ids)
    let roles = RoleTable(
      names: batch.names, profiles: batch.profiles.profiles, wanted: Set(batch.spans.map(\.profile)))
    let groups = TraceGroups(spans: batch.spans)
    var assembler = TraceAssembler(names: batch.names, profiles: batch.profiles.profiles)
    var finder = CallFinder(roles: roles.roles, links: LinkIndex([]))
    var trace = Trace()
    var found = TraceCalls()
    var examples: [TraceExampleReport] = []
    for range in groups.ranges {
      assembler.assemble(groups.order[range], of: batch.spans, into: &trace)
      guard wanted.contains(trace.id.description) else { continue }
      finder.find(in: trace, into: &found)
      examples.append(example(trace, found, roles, batch))
    }
    return examples.sorted { $0.trace < $1.trace }
  }

  private func example(_ trace: Trace, _ found: TraceCalls, _ roles: RoleTable, _ batch: SpanBatch)
    -> TraceExampleReport
  {
    let origin = trace.spans.first?.start ?? 0
    var depth: [Int] = []
    var waits: [Bool] = []
    let detached = Set(found.calls.filter { $0.state == .doesNotWait && $0.served >= 0 }.map(\.served))
    var spans: [SpanExampleReport] = []
    for (position, span) in trace.spans.enumerated() {
      depth.append(span.parent < 0 ? 0 : depth[Int(span.parent)] + 1)
      waits.append((span.parent < 0 ? position == 0 : waits[Int(span.parent)]) && !detached.contains(Int32(position)))
      guard spans.count < Self.spanLimit else { continue }
      let profile = batch.profiles.profiles[Int(span.profile)]
      let role = roles.roles[Int(span.profile)]
      let offset = span.start >= origin ? Double(span.start - origin) : -Double(origin - span.start)
      spans.append(
        SpanExampleReport(
          service: roles.names[roles.nodes.nodes[Int(role.service.index)].name], operation: batch.names[profile.name],
          depth: depth[position], start: (offset / 1000).rounded() / 1_000_000,
          duration: (Double(span.duration) / 1000).rounded() / 1_000_000, waits: waits[position],
          failed: profile.outcome.isError))
    }
    return TraceExampleReport(trace: trace.id.description, spans: spans)
  }
}
