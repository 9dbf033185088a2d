/// The spans that one thread read, dealt by trace into parts that can be analysed one by one.
///
/// Each part is a list of blocks, so that nothing is copied while it grows. A class because it owns raw memory; it is
/// written by one thread while reading, and only read once reading has ended.
public final class SpanShard: @unchecked Sendable {
  /// How many parts there are: enough that one part's spans stay in a processor's cache.
  public static let partCount = 64
  /// Spans of a block.
  static let blockCapacity = 512

  /// The spans of one part, and what belongs to them.
  struct Part {
    var full: [UnsafeMutablePointer<SpanRecord>] = []
    var open: UnsafeMutablePointer<SpanRecord>
    var openCount = 0
    var links: [LinkRecord] = []
    var conversations: [ConversationRecord] = []

    var count: Int { full.count * SpanShard.blockCapacity + openCount }
  }

  private let parts: UnsafeMutablePointer<Part>
  /// Where the spans of a batch went, for its links.
  private var places: [Place] = []

  private struct Place {
    var part: UInt32
    var index: UInt32
  }

  public init() {
    parts = .allocate(capacity: Self.partCount)
    for index in 0..<Self.partCount {
      (parts + index).initialize(to: Part(open: .allocate(capacity: Self.blockCapacity)))
    }
  }

  deinit {
    for index in 0..<Self.partCount {
      for block in parts[index].full { block.deallocate() }
      parts[index].open.deallocate()
    }
    parts.deinitialize(count: Self.partCount)
    parts.deallocate()
  }

  /// The part of a trace: both forms of an identifier, with and without an upper half, are in the same part.
  @inline(__always)
  static func part(of trace: TraceID) -> Int { Int(truncatingIfNeeded: ByteHash.combine(0, trace.low) >> 58) }

  /// Adds spans, with links and conversations that name them by their index.
  public func append(_ spans: [SpanRecord], links: [LinkRecord], conversations: [ConversationRecord]) {
    let needsPlaces = !links.isEmpty || !conversations.isEmpty
    places.removeAll(keepingCapacity: true)
    for span in spans {
      let part = Self.part(of: span.trace)
      if needsPlaces { places.append(Place(part: UInt32(part), index: UInt32(truncatingIfNeeded: parts[part].count))) }
      append(span, to: parts + part)
    }
    for link in links {
      let place = places[Int(link.span)]
      var link = link
      link.span = place.index
      parts[Int(place.part)].links.append(link)
    }
    for conversation in conversations {
      let place = places[Int(conversation.span)]
      var conversation = conversation
      conversation.span = place.index
      parts[Int(place.part)].conversations.append(conversation)
    }
  }

  @inline(__always)
  private func append(_ span: SpanRecord, to part: UnsafeMutablePointer<Part>) {
    if part.pointee.openCount == Self.blockCapacity {
      part.pointee.full.append(part.pointee.open)
      part.pointee.open = .allocate(capacity: Self.blockCapacity)
      part.pointee.openCount = 0
    }
    (part.pointee.open + part.pointee.openCount).initialize(to: span)
    part.pointee.openCount += 1
  }

  /// How many spans a part has.
  func count(of part: Int) -> Int { parts[part].count }

  /// Which of a number of profiles some span has.
  func usedProfiles(of count: Int) -> [Bool] {
    var isUsed = [Bool](repeating: false, count: count)
    for part in 0..<Self.partCount {
      for block in parts[part].full {
        for index in 0..<Self.blockCapacity { isUsed[Int(block[index].profile)] = true }
      }
      for index in 0..<parts[part].openCount { isUsed[Int(parts[part].open[index].profile)] = true }
    }
    return isUsed
  }

  /// Adds a part's spans to others, with the profiles' numbers translated.
  func copy(_ part: Int, profiles: [UInt32], into batch: inout SpanBatch) {
    let offset = UInt32(truncatingIfNeeded: batch.spans.count)
    profiles.withUnsafeBufferPointer { profiles in
      for block in parts[part].full { copy(block, Self.blockCapacity, profiles, &batch) }
      copy(parts[part].open, parts[part].openCount, profiles, &batch)
    }
    for link in parts[part].links {
      var link = link
      link.span += offset
      batch.links.append(link)
    }
    for conversation in parts[part].conversations {
      var conversation = conversation
      conversation.span += offset
      batch.conversations.append(conversation)
    }
  }

  private func copy(
    _ block: UnsafeMutablePointer<SpanRecord>, _ count: Int, _ profiles: UnsafeBufferPointer<UInt32>,
    _ batch: inout SpanBatch
  ) {
    for index in 0..<count {
      var span = block[index]
      span.profile = profiles[Int(span.profile)]
      batch.spans.append(span)
    }
  }

  /// The links of all parts.
  var links: [LinkRecord] { (0..<Self.partCount).flatMap { parts[$0].links } }
}
