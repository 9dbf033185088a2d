import JSONBridge
public import TraceModel

/// Reads spans from files, directories, standard input or memory, whatever their format and compression.
///
/// Imperfect data is no error: it becomes diagnostics of the batch, with file, line and what was expected, and the valid
/// rest is used. Memory grows with the spans kept, not with the files.
public struct TraceReader: Sendable {
  public let options: ReadingOptions
  /// How much has been read, all calls together.
  public private(set) var counts = ReadingCounts()
  /// What `readStore` met that Firebreak wrote itself; see `ReadingOptions.setsDocumentsAside`.
  public private(set) var documents: [InputDocument] = []

  public init(options: ReadingOptions = ReadingOptions()) {
    self.options = options
  }

  /// Reads paths in the order given; directories recursively, their files sorted by path; `-` is standard input.
  ///
  /// - Throws: when a path does not exist, no path is given, or none of the files can be opened. An unreadable file among
  ///   others is a diagnostic.
  public mutating func read(paths: [String]) throws(IngestionError) -> SpanBatch {
    let inputs = try InputFiles(paths: paths)
    var reading = InputReading(options: options)
    for (name, reason) in inputs.unreadable { reading.note(.unreadableFile, file: name, detail: reason) }
    for name in inputs.empty { reading.note(.emptyDirectory, file: name) }
    var opened = 0
    var refusal: IngestionError?
    for file in inputs.files {
      do throws(IngestionError) {
        try reading.read(file)
        opened += 1
      } catch {
        refusal = refusal ?? error
      }
    }
    if opened == 0, let refusal { throw refusal }
    var (batch, counts) = reading.finish()
    FormatLimits.note(of: counts, in: &batch.diagnostics)
    self.counts.add(counts)
    return batch
  }

  /// Reads paths as `read(paths:)` does, on several threads, into parts by trace.
  ///
  /// Spans, diagnostics and counts are the same for any number of threads.
  public mutating func readStore(paths: [String]) throws(IngestionError) -> SpanStore {
    let inputs = try InputFiles(paths: paths)
    let feed = LineFeed(files: inputs.files, options: options, threads: threadCount)
    for (name, reason) in inputs.unreadable { feed.note(.unreadableFile, file: name, detail: reason) }
    for name in inputs.empty { feed.note(.emptyDirectory, file: name) }
    let store = store(of: feed)
    if feed.total.opened == 0, let refusal = feed.total.refusal { throw refusal }
    return store
  }

  /// Reads bytes on several threads, as if they were the contents of a file of that name.
  public mutating func readStore(bytes: [UInt8], name: String) -> SpanStore {
    let feed = LineFeed(files: [], options: options, threads: threadCount)
    feed.lock.withLock { feed.begin(MemorySource(bytes), InputFile(path: name, name: name, isExplicit: true)) }
    return store(of: feed)
  }

  private var threadCount: Int { ThreadTeam.size(asked: options.threads) }

  /// Has threads do all the work of a feed.
  private mutating func store(of feed: LineFeed) -> SpanStore {
    let count = threadCount
    let threads = (0..<count).map { _ in
      ReadingThread(feed: feed, options: options, memory: options.memoryForSpans / count, isAlone: count == 1)
    }
    ThreadTeam.run(count) { threads[$0].run() }
    var store = SpanStore()
    for thread in threads { thread.finish(into: &store) }
    store.diagnostics = feed.total.diagnostics
    FormatLimits.note(of: feed.total.counts, in: &store.diagnostics)
    counts.add(feed.total.counts)
    documents += feed.documents
    return store
  }

  /// Reads bytes as if they were the contents of a file of that name.
  public mutating func read(bytes: [UInt8], name: String) -> SpanBatch {
    var reading = InputReading(options: options)
    reading.read(MemorySource(bytes), name: name, isExplicit: true)
    var (batch, counts) = reading.finish()
    FormatLimits.note(of: counts, in: &batch.diagnostics)
    self.counts.add(counts)
    return batch
  }
}
