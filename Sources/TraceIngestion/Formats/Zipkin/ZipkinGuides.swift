import JSONBridge

/// What came after what in the objects of Zipkin's JSON that were read before.
final class ZipkinGuides: FormatMemory {
  let span: MemberGuide<ZipkinSpanMember>
  let endpoint: MemberGuide<ZipkinEndpointMember>

  private let spanMemory = MemberGuideMemory<ZipkinSpanMember>()
  private let endpointMemory = MemberGuideMemory<ZipkinEndpointMember>()

  init() {
    span = spanMemory.guide
    endpoint = endpointMemory.guide
  }
}
