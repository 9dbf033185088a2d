public import TraceModel

/// The links of a batch, found by the span that carries them and by the span that they point to, and the conversations
/// that spans belong to.
public struct LinkIndex: Sendable {
  private let links: [LinkRecord]
  private let targets: Set<SpanAddress>
  private let conversations: [ConversationRecord]
  /// Whether other data, not at hand, may hold spans that link to these.
  let isPartial: Bool

  /// - Parameters:
  ///   - links: all links of the data at hand.
  ///   - conversations: which conversation messaging spans belong to.
  ///   - isPartial: keep every publish without a consumer as a possible target, for a summary that is to be merged.
  public init(_ links: [LinkRecord], conversations: [ConversationRecord] = [], isPartial: Bool = false) {
    self.isPartial = isPartial
    self.conversations = conversations.sorted { $0.span < $1.span }
    self.links = links.sorted { $0.span < $1.span }
    targets = Set(links.map { SpanAddress(trace: $0.trace.low, span: $0.id.bits) })
  }

  public var isEmpty: Bool { links.isEmpty && !isPartial }
  var hasLinks: Bool { !links.isEmpty }
  var hasConversations: Bool { !conversations.isEmpty }

  /// The conversation that a span belongs to; logarithmic.
  func conversation(of record: UInt32) -> UInt64? {
    var low = 0
    var high = conversations.count
    while low < high {
      let middle = (low + high) / 2
      if conversations[middle].span < record { low = middle + 1 } else { high = middle }
    }
    return low < conversations.count && conversations[low].span == record ? conversations[low].conversation : nil
  }

  /// The links that a span carries; logarithmic.
  func links(of record: UInt32) -> ArraySlice<LinkRecord> {
    if links.isEmpty { return [] }
    var low = 0
    var high = links.count
    while low < high {
      let middle = (low + high) / 2
      if links[middle].span < record { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < links.count, links[end].span == record { end += 1 }
    return links[low..<end]
  }

  func isTarget(_ address: SpanAddress) -> Bool { targets.contains(address) }
}
