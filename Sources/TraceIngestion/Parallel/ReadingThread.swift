import JSONBridge
import TraceModel

/// One thread's work: takes pieces from the feed, decodes them, and keeps their spans.
///
/// A class because it outlives the thread's function: what it kept is collected afterwards. One thread uses it.
final class ReadingThread: @unchecked Sendable {
  private let feed: LineFeed
  private var reading: InputReading
  private let shard: SpanShard
  /// Spans of chunks that are not confirmed.
  private var waiting: [(chunk: LineChunk, spans: CollectedSpans)] = []
  private var spare: [CollectedSpans] = []
  /// Some profiles may belong to no span.
  private var hasDiscarded = false

  /// - Parameters:
  ///   - memory: bytes of spans that stay in memory.
  ///   - isAlone: there are no other threads that could go on with what this one began.
  init(feed: LineFeed, options: ReadingOptions, memory: Int, isAlone: Bool) {
    self.feed = feed
    shard = SpanShard(memoryLimit: memory)
    reading = InputReading(options: options)
    if !isAlone { reading.bytesAlone = options.chunkSize * 2 }
    reading.shard = shard
  }

  func run() {
    var settled: [(chunk: LineChunk, spans: CollectedSpans)] = []
    var isBusy = false
    while true {
      let work = feed.lock.withLock {
        takeSettled(&settled)
        return feed.next(isBusy: isBusy)
      }
      isBusy = true
      keep(&settled)
      if case .finished = work { return }
      var current: LineFeed.Work? = work
      while let work = current { current = perform(work) }
    }
  }

  /// Does a piece of work; returns what this thread must do as its consequence.
  private func perform(_ work: LineFeed.Work) -> LineFeed.Work? {
    switch work {
    case .finished: return nil
    case .lines(let chunk): return decode(chunk)
    case .cut(let file, let buffer):
      let cut = LineCut(of: file, into: buffer)
      return feed.lock.withLock { feed.take(cut, of: file) }
    case .piece(let piece): decode(piece)
    case .rest(let file): readRest(of: file)
    case .whole(let source, let input): readWhole(source, input)
    }
    return nil
  }

  /// Adds what the thread kept to a store, when all threads have ended.
  func finish(into store: inout SpanStore) {
    var settled: [(chunk: LineChunk, spans: CollectedSpans)] = []
    takeSettled(&settled)
    keep(&settled)
    let batch = reading.decoder.collector.batch
    store.add(shard, names: batch.names, profiles: batch.profiles, hasUnusedProfiles: hasDiscarded)
  }

  /// Chunks of which is known by now whether they count. Under the lock, or when no thread runs.
  private func takeSettled(_ settled: inout [(chunk: LineChunk, spans: CollectedSpans)]) {
    guard waiting.contains(where: { $0.chunk.isConfirmed || $0.chunk.isDiscarded }) else { return }
    settled.append(contentsOf: waiting.filter { $0.chunk.isConfirmed || $0.chunk.isDiscarded })
    waiting.removeAll { $0.chunk.isConfirmed || $0.chunk.isDiscarded }
  }

  private func keep(_ settled: inout [(chunk: LineChunk, spans: CollectedSpans)]) {
    while let next = settled.popLast() {
      var spans = next.spans
      if next.chunk.isConfirmed {
        shard.append(spans.spans, links: spans.links, conversations: spans.conversations)
      } else {
        hasDiscarded = true
      }
      spans.removeAll()
      spare.append(spans)
    }
  }

  private func decode(_ chunk: LineChunk) -> LineFeed.Work? {
    begin(chunk.file.input)
    let bytes = UnsafeRawBufferPointer(rebasing: chunk.bytes[..<chunk.count])
    let outcome = reading.decodeLines(bytes, byteOffset: chunk.byteOffset, chunk.file.input)
    let spans = reading.decoder.collector.takeSpans(recycled: spare.popLast() ?? CollectedSpans())
    waiting.append((chunk, spans))
    return feed.lock.withLock { feed.complete(chunk, outcome) }
  }

  private func begin(_ input: OpenInput) {
    if reading.decoder.collector.file != input.name { reading.begin(input) }
  }

  private func decode(_ piece: InputPiece) {
    // Examples are given anew: those of chunks that were thrown away are lost.
    reading.begin(piece.input.input)
    reading.decode(piece)
    keepSpans()
    let (counts, log) = (reading.decoder.collector.takeCounts(), reading.decoder.collector.takeDiagnostics())
    feed.lock.withLock { feed.complete(piece, counts, log) }
  }

  /// Reads a file on from its first damage, as one stream.
  private func readRest(of file: FileProgress) {
    reading.begin(file.input)
    let damage = file.chunks.first?.outcome?.damage ?? 0
    let start = file.chunks.first.map { $0.byteOffset + damage } ?? file.byteOffset
    let source = ReplayedSource(file.chunks, from: damage, rest: file.rest, then: file.source, fault: file.fault)
    file.chunks.removeAll()
    file.rest = []
    let window = ByteWindow(source, chunk: reading.options.chunkSize)
    reading.fill(window, file.input)
    let unread = reading.pieces(
      of: window,
      InputCutter(RecordSlicer(layout: SpanFormats.layout, firstOffset: start, firstLine: file.lines + 1)),
      StepHandling(isExplicit: file.input.isExplicit, isTrace: file.isTrace, isEmpty: file.isEmpty), file.input
    )
    file.counts.bytes += start
    close(file.input, unread, adding: file.counts, file.diagnostics)
  }

  private func readWhole(_ source: PeekedSource, _ input: OpenInput) {
    reading.begin(input)
    let unread = reading.records(of: source, input)
    close(input, unread, adding: ReadingCounts(), DiagnosticLog())
  }

  private func keepSpans() {
    var spans = reading.decoder.collector.takeSpans(recycled: spare.popLast() ?? CollectedSpans())
    shard.append(spans.spans, links: spans.links, conversations: spans.conversations)
    spans.removeAll()
    spare.append(spans)
  }

  /// Hands over what was read of a file, and what is left of it for all threads.
  private func close(
    _ input: OpenInput, _ unread: UnreadInput?, adding counts: ReadingCounts, _ diagnostics: DiagnosticLog
  ) {
    var counts = counts
    counts.add(reading.decoder.collector.takeCounts())
    var log = diagnostics
    log.merge(reading.decoder.collector.takeDiagnostics())
    keepSpans()
    feed.lock.withLock {
      if let unread {
        feed.share(SharedInput(input, unread: unread, counts: counts, diagnostics: log))
      } else {
        feed.ledger.close(input, counts, log)
      }
    }
  }
}
