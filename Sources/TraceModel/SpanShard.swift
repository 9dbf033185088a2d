/// The spans that one thread read, dealt by trace into parts that can be analysed one by one.
///
/// Each part is a list of blocks, so that nothing is copied while it grows; beyond a limit full blocks go to a temporary
/// file. A class because it owns raw memory; it is written by one thread while reading, and only read afterwards.
public final class SpanShard: @unchecked Sendable {
  /// How many parts there are: enough that one part's spans stay in a processor's cache.
  public static let partCount = 64
  /// Spans of a block.
  static let blockCapacity = 512
  static let blockSize = blockCapacity * MemoryLayout<SpanRecord>.stride

  typealias Block = UnsafeMutablePointer<SpanRecord>

  /// Where a full block is.
  enum Place {
    case memory(Block)
    case file(offset: Int)
  }

  /// The spans of one part, and what belongs to them.
  struct Part {
    var full: [Place] = []
    var open: Block?
    var openCount = 0
    var links: [LinkRecord] = []
    var conversations: [ConversationRecord] = []

    var count: Int { full.count * SpanShard.blockCapacity + openCount }
  }

  private let parts: UnsafeMutablePointer<Part>
  /// Full blocks that may stay in memory.
  private let blockLimit: Int
  private var blocksInMemory = 0
  private var spill: SpillFile?
  /// Where the spans of a batch went, for its links.
  private var places: [SpanPlace] = []

  private struct SpanPlace {
    var part: UInt32
    var index: UInt32
  }

  /// - Parameter memoryLimit: bytes of spans that stay in memory.
  public init(memoryLimit: Int = .max) {
    blockLimit = memoryLimit / Self.blockSize
    parts = .allocate(capacity: Self.partCount)
    parts.initialize(repeating: Part(), count: Self.partCount)
  }

  deinit {
    for index in 0..<Self.partCount {
      for case .memory(let block) in parts[index].full { block.deallocate() }
      parts[index].open?.deallocate()
    }
    parts.deinitialize(count: Self.partCount)
    parts.deallocate()
  }

  /// The hash that decides where a trace goes: both forms of an identifier, with and without an upper half, go together.
  @inline(__always)
  static func hash(of trace: TraceID) -> UInt64 { ByteHash.combine(0, trace.low) }

  /// The part of a trace.
  @inline(__always)
  static func part(of trace: TraceID) -> Int { Int(truncatingIfNeeded: hash(of: trace) >> 58) }

  /// Adds spans, with links and conversations that name them by their index.
  public func append(_ spans: [SpanRecord], links: [LinkRecord], conversations: [ConversationRecord]) {
    let needsPlaces = !links.isEmpty || !conversations.isEmpty
    places.removeAll(keepingCapacity: true)
    let parts = parts
    for span in spans {
      let part = Self.part(of: span.trace)
      if needsPlaces {
        places.append(SpanPlace(part: UInt32(part), index: UInt32(truncatingIfNeeded: parts[part].count)))
      }
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
    if part.pointee.openCount == Self.blockCapacity { close(part) }
    let open = part.pointee.open ?? begin(part)
    (open + part.pointee.openCount).initialize(to: span)
    part.pointee.openCount += 1
  }

  private func begin(_ part: UnsafeMutablePointer<Part>) -> Block {
    let block = Block.allocate(capacity: Self.blockCapacity)
    part.pointee.open = block
    return block
  }

  /// Puts a full block aside, in memory or in the file.
  private func close(_ part: UnsafeMutablePointer<Part>) {
    guard let block = part.pointee.open else { return }
    part.pointee.openCount = 0
    if blocksInMemory >= blockLimit {
      if spill == nil { spill = SpillFile() }
      if let offset = spill?.append(UnsafeRawBufferPointer(start: block, count: Self.blockSize)) {
        part.pointee.full.append(.file(offset: offset))
        return
      }
      // No room on the disk either: memory is all that is left.
    }
    blocksInMemory += 1
    part.pointee.full.append(.memory(block))
    part.pointee.open = nil
  }

  /// How many spans a part has.
  func count(of part: Int) -> Int { parts[part].count }

  /// The links of all parts.
  var links: [LinkRecord] { (0..<Self.partCount).flatMap { parts[$0].links } }

  /// Lends all spans of a part, block by block; false when some could not be read back.
  private func forEachBlock(of part: Int, _ body: (UnsafeBufferPointer<SpanRecord>) -> Void) -> Bool {
    var isWhole = true
    withUnsafeTemporaryAllocation(of: SpanRecord.self, capacity: Self.blockCapacity) { buffer in
      for place in parts[part].full {
        switch place {
        case .memory(let block): body(UnsafeBufferPointer(start: block, count: Self.blockCapacity))
        case .file(let offset):
          guard spill?.read(at: offset, into: UnsafeMutableRawBufferPointer(buffer)) == true else {
            isWhole = false
            continue
          }
          body(UnsafeBufferPointer(buffer))
        }
      }
    }
    body(UnsafeBufferPointer(start: parts[part].open, count: parts[part].openCount))
    return isWhole
  }

  /// Which of a number of profiles some span has.
  func usedProfiles(of count: Int) -> [Bool] {
    var isUsed = [Bool](repeating: false, count: count)
    for part in 0..<Self.partCount {
      _ = forEachBlock(of: part) { block in
        for span in block { isUsed[Int(span.profile)] = true }
      }
    }
    return isUsed
  }

  /// Counts a part's spans by the lower half of their trace.
  func count(_ part: Int, _ slice: PartSlice, into counts: inout [UInt64: Int]) {
    _ = forEachBlock(of: part) { block in
      for span in block where slice.takes(span.trace) { counts[span.trace.low, default: 0] += 1 }
    }
  }

  /// Shows a part's spans to a selection, with the profiles' numbers translated.
  func offer(_ part: Int, _ slice: PartSlice, profiles: [UInt32], to selection: inout SpanSelection) {
    var index: UInt32 = 0
    _ = forEachBlock(of: part) { block in
      for var span in block {
        if slice.takes(span.trace) {
          span.profile = profiles[Int(span.profile)]
          selection.take(span, index)
        }
        index += 1
      }
    }
  }

  /// Adds the links and conversations of a part's spans that have a place in a batch.
  func copySides(_ part: Int, places: [UInt32: UInt32], into batch: inout SpanBatch) {
    for var link in parts[part].links {
      guard let place = places[link.span] else { continue }
      link.span = place
      batch.links.append(link)
    }
    for var conversation in parts[part].conversations {
      guard let place = places[conversation.span] else { continue }
      conversation.span = place
      batch.conversations.append(conversation)
    }
  }

  /// Adds a part's spans to others, with the profiles' numbers translated, as long as these are fewer than a number.
  ///
  /// - Returns: how many were left out.
  func copy(
    _ part: Int, _ slice: PartSlice, atMost limit: Int, profiles: [UInt32], into batch: inout SpanBatch
  ) -> Int {
    // Where each span went, when not all of them go.
    var moved: [UInt32] = []
    let isSelective = slice.count > 1 || count(of: part) > limit - batch.spans.count
    var over = 0
    let offset = UInt32(truncatingIfNeeded: batch.spans.count)
    _ = forEachBlock(of: part) { block in
      for var span in block {
        if isSelective {
          let isTaken = slice.takes(span.trace)
          guard isTaken, batch.spans.count < limit else {
            if isTaken { over += 1 }
            moved.append(.max)
            continue
          }
          moved.append(UInt32(truncatingIfNeeded: batch.spans.count))
        }
        span.profile = profiles[Int(span.profile)]
        batch.spans.append(span)
      }
    }
    func place(_ span: UInt32) -> UInt32 { isSelective ? moved[Int(span)] : span + offset }
    for var link in parts[part].links {
      link.span = place(link.span)
      if link.span != .max { batch.links.append(link) }
    }
    for var conversation in parts[part].conversations {
      conversation.span = place(conversation.span)
      if conversation.span != .max { batch.conversations.append(conversation) }
    }
    return over
  }
}

/// One of several equal shares of a part's traces, for parts that are too large to be taken at once.
struct PartSlice {
  var index = 0
  /// A power of two, up to 4096.
  var count = 1
  /// Of these the traces with one of these lower halves; nil for all.
  var lows: Set<UInt64>?

  var canBeHalved: Bool { count < 4096 }

  /// Both halves: together they take the same traces.
  var halves: [PartSlice] {
    [PartSlice(index: index, count: count * 2), PartSlice(index: index + count, count: count * 2)]
  }

  @inline(__always)
  func takes(_ trace: TraceID) -> Bool {
    Int(truncatingIfNeeded: SpanShard.hash(of: trace) >> 46 & 0xFFF) & (count - 1) == index
      && (lows?.contains(trace.low) ?? true)
  }
}
