public import TraceModel

/// The links of a batch, found by the span that carries them and by the span that they point to, and the conversations
/// that spans belong to.
public struct LinkIndex: Sendable {
  private let links: [LinkRecord]
  /// A bit for each span up to the last that carries links: nearly all carry none, and this says so at once.
  private let carriers: [UInt64]
  private let targets: LinkTargets
  private let conversations: [ConversationRecord]
  /// Whether other data, not at hand, may hold spans that link to these.
  let isPartial: Bool

  /// - Parameters:
  ///   - links: all links of the data at hand.
  ///   - conversations: which conversation messaging spans belong to.
  ///   - isPartial: keep every publish without a consumer as a possible target, for a summary that is to be merged.
  public init(_ links: [LinkRecord], conversations: [ConversationRecord] = [], isPartial: Bool = false) {
    self.init(links, targets: LinkTargets(links), conversations: conversations, isPartial: isPartial)
  }

  /// - Parameters:
  ///   - links: the links of the spans at hand.
  ///   - targets: what the links of all spans point to.
  ///   - conversations: which conversation the messaging spans at hand belong to.
  ///   - isPartial: as above.
  public init(
    _ links: [LinkRecord], targets: LinkTargets, conversations: [ConversationRecord] = [], isPartial: Bool
  ) {
    self.isPartial = isPartial
    self.conversations = conversations.sorted { ($0.span, $0.conversation) < ($1.span, $1.conversation) }
    // Of very many links of one span only the first are followed: the same ones in every run.
    self.links = links.sorted { left, right in
      left.span != right.span
        ? left.span < right.span
        : (left.trace.high, left.trace.low, left.id.bits) < (right.trace.high, right.trace.low, right.id.bits)
    }
    var carriers = [UInt64](repeating: 0, count: self.links.last.map { Int($0.span) / 64 + 1 } ?? 0)
    for link in links { carriers[Int(link.span) / 64] |= 1 << UInt64(link.span & 63) }
    self.carriers = carriers
    self.targets = targets
  }

  public var isEmpty: Bool { links.isEmpty && targets.isEmpty && !isPartial }
  var hasLinks: Bool { !links.isEmpty }
  var hasConversations: Bool { !conversations.isEmpty }

  /// The conversation that a span belongs to; logarithmic.
  func conversation(of record: UInt32) -> UInt64? {
    let place = Self.place(of: record, count: conversations.count) { conversations[$0].span }
    return place < conversations.count && conversations[place].span == record
      ? conversations[place].conversation : nil
  }

  /// Whether a span carries links.
  @inline(__always)
  func carries(_ record: UInt32) -> Bool {
    let word = Int(record) / 64
    return word < carriers.count && carriers[word] >> UInt64(record & 63) & 1 == 1
  }

  /// The links that a span carries; logarithmic.
  func links(of record: UInt32) -> ArraySlice<LinkRecord> {
    guard carries(record) else { return [] }
    let start = Self.place(of: record, count: links.count) { links[$0].span }
    var end = start
    while end < links.count, links[end].span == record { end += 1 }
    return links[start..<end]
  }

  /// The first place whose span is not before a record, of so many in order.
  @inline(__always)
  private static func place(of record: UInt32, count: Int, span: (Int) -> UInt32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if span(middle) < record { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func isTarget(_ address: SpanAddress) -> Bool { targets.contains(address) }
}

/// The spans that links point to.
public struct LinkTargets: Sendable {
  private var addresses: [SpanAddress] = []
  private var index = HashIndex()
  /// A bit for each hash, sixteen times as many as addresses: nearly all spans are no target, and this says so at once.
  private var filter: [UInt64]
  private let filterShift: UInt64

  public init(_ links: [LinkRecord]) {
    let bits = max(6, Int.bitWidth - (links.count * 16).leadingZeroBitCount)
    filter = Array(repeating: 0, count: 1 << (bits - 6))
    filterShift = UInt64(64 - bits)
    for link in links {
      let address = SpanAddress(trace: link.trace.low, span: link.id.bits)
      if contains(address) { continue }
      let hash = Self.hash(address)
      addresses.append(address)
      index.append(hash)
      filter[Int(truncatingIfNeeded: (hash >> filterShift) >> 6)] |= 1 << (hash >> filterShift & 63)
    }
  }

  var isEmpty: Bool { addresses.isEmpty }

  func contains(_ address: SpanAddress) -> Bool {
    let hash = Self.hash(address)
    guard filter[Int(truncatingIfNeeded: (hash >> filterShift) >> 6)] >> (hash >> filterShift & 63) & 1 == 1 else {
      return false
    }
    return index.find(hash) { addresses[$0] == address } != nil
  }

  private static func hash(_ address: SpanAddress) -> UInt64 {
    ByteHash.combine(ByteHash.combine(0, address.trace), address.span)
  }
}
