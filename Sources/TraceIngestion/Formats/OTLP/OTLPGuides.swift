import JSONBridge

/// What came after what in the objects of OTLP's JSON that were read before.
final class OTLPGuides: FormatMemory {
  let resourceSpans: MemberGuide<OTLPResourceSpansMember>
  let scopeSpans: MemberGuide<OTLPScopeSpansMember>
  let span: MemberGuide<OTLPSpanMember>
  let status: MemberGuide<OTLPStatusMember>

  private let memories:
    (
      MemberGuideMemory<OTLPResourceSpansMember>, MemberGuideMemory<OTLPScopeSpansMember>,
      MemberGuideMemory<OTLPSpanMember>, MemberGuideMemory<OTLPStatusMember>
    )

  init() {
    memories = (MemberGuideMemory(), MemberGuideMemory(), MemberGuideMemory(), MemberGuideMemory())
    resourceSpans = memories.0.guide
    scopeSpans = memories.1.guide
    span = memories.2.guide
    status = memories.3.guide
  }
}
