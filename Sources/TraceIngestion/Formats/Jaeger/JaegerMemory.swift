import JSONBridge
import TraceModel

/// What Jaeger's decoder keeps from span to span.
final class JaegerMemory: FormatMemory {
  let span: MemberGuide<JaegerSpanMember>
  let reference: MemberGuide<JaegerReferenceMember>
  /// The references of the span that is being read.
  var references: [JaegerReference] = []

  private let spanMemory = MemberGuideMemory<JaegerSpanMember>()
  private let referenceMemory = MemberGuideMemory<JaegerReferenceMember>()

  init() {
    span = spanMemory.guide
    reference = referenceMemory.guide
  }
}

/// One reference of a Jaeger span to another span.
struct JaegerReference: Hashable, Sendable {
  var trace: TraceID
  var id: SpanID
  /// FOLLOWS_FROM; everything else counts as CHILD_OF.
  var followsFrom: Bool
}
