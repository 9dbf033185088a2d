internal import TraceModel

/// Writes the spans of a generated system by the clocks of its hosts.
struct SpanWriter {
  static let origin: Int64 = 1_700_000_000_000_000_000

  var batch = SpanBatch()
  let plan: SystemPlan
  private var nextID: UInt64 = 0
  var trace = TraceID(low: 0)

  init(plan: SystemPlan) { self.plan = plan }

  mutating func newID() -> SpanID {
    nextID += 1
    return SpanID(nextID)
  }

  mutating func beginTrace() { trace = TraceID(high: 9, low: trace.low + 1) }

  struct Draft {
    var id: SpanID
    var parent: SpanID
    var service: Int
    var kind: SpanKind
    var name: String
    var start: Int64
    var end: Int64
    var outcome = SpanOutcome.ok
    var attributes: [(AttributeKey, String)] = []
    /// The parent is in another process.
    var isRemote = false
  }

  /// Adds a span; times are those of one true clock.
  ///
  /// - Returns: its index.
  @discardableResult
  mutating func write(_ draft: Draft) -> UInt32 {
    let service = plan.services[draft.service]
    var profile = SpanProfile(
      service: batch.names.intern(service.name), host: batch.names.intern("host-\(service.host)"),
      name: batch.names.intern(draft.name))
    profile.outcome = draft.outcome
    if service.declares {
      profile.kind = draft.kind
      profile.attributes = draft.attributes.map { Attribute($0.0, batch.names.intern($0.1)) }.sorted { $0.key < $1.key }
    }
    let shift = Self.origin + plan.skews[service.host]
    var span = SpanRecord(
      trace: trace, id: draft.id, parent: draft.parent, start: UInt64(draft.start + shift),
      end: UInt64(max(draft.end, draft.start) + shift), profile: batch.profiles.intern(profile))
    if service.declares, service.saysRemote, draft.parent.isValid {
      span.flags.insert(.knowsRemoteParent)
      if draft.isRemote { span.flags.insert(.remoteParent) }
    }
    batch.spans.append(span)
    return UInt32(batch.spans.count - 1)
  }
}
