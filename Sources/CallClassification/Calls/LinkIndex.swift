public import TraceModel

/// The links of a batch, found by the span that carries them and by the span that they point to.
public struct LinkIndex: Sendable {
  private let links: [LinkRecord]
  private let targets: Set<SpanAddress>
  /// Whether other data, not at hand, may hold spans that link to these.
  let isPartial: Bool

  /// - Parameters:
  ///   - links: all links of the data at hand.
  ///   - isPartial: keep every publish without a consumer as a possible target, for a summary that is to be merged.
  public init(_ links: [LinkRecord], isPartial: Bool = false) {
    self.isPartial = isPartial
    self.links = links.sorted { $0.span < $1.span }
    targets = Set(links.map { SpanAddress(trace: $0.trace.low, span: $0.id.bits) })
  }

  public var isEmpty: Bool { links.isEmpty && !isPartial }

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
