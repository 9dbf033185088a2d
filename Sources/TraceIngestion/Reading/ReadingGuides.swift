import JSONBridge

/// What came after what in the objects and lists that were read before. One a thread.
struct ReadingGuides {
  let resourceSpans: MemberGuide<OTLPResourceSpansMember>
  let scopeSpans: MemberGuide<OTLPScopeSpansMember>
  let span: MemberGuide<OTLPSpanMember>
  let status: MemberGuide<OTLPStatusMember>
  let jaegerSpan: MemberGuide<JaegerSpanMember>
  let jaegerReference: MemberGuide<JaegerReferenceMember>
  let zipkinSpan: MemberGuide<ZipkinSpanMember>
  let zipkinEndpoint: MemberGuide<ZipkinEndpointMember>
  /// With each attribute goes what it means; nil where no rule reads it.
  let attributes: AttributeGuide<FactRule?>

  private let memories: [AnyObject]

  init() {
    var memories: [AnyObject] = []
    func guide<Name: MemberName>() -> MemberGuide<Name> {
      let memory = MemberGuideMemory<Name>()
      memories.append(memory)
      return memory.guide
    }
    resourceSpans = guide()
    scopeSpans = guide()
    span = guide()
    status = guide()
    jaegerSpan = guide()
    jaegerReference = guide()
    zipkinSpan = guide()
    zipkinEndpoint = guide()
    let attributes = AttributeGuideMemory<FactRule?>(nil)
    memories.append(attributes)
    self.attributes = attributes.guide
    self.memories = memories
  }
}
