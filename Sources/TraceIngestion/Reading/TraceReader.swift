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
    let inputs = try InputFiles(paths: paths, ignoring: options.ignoredFiles)
    var reading = InputReading(options: options)
    var ledger = InputLedger()
    var opened = 0
    var refusal: IngestionError?
    for file in inputs.files {
      do throws(InputFault) {
        let source = try FileSource(path: file.path, progress: options.progress)
        opened += 1
        reading.read(source, file, &ledger)
      } catch {
        ledger.unreadable(file, error.message)
        refusal = refusal ?? IngestionError(.unreadable, path: file.path, reason: error.message)
      }
    }
    if opened == 0, let refusal { throw refusal }
    ledger.settle(inputs)
    return finish(reading, ledger)
  }

  /// Reads paths as `read(paths:)` does, on several threads, into parts by trace.
  ///
  /// Spans, diagnostics and counts are the same for any number of threads.
  public mutating func readStore(paths: [String]) throws(IngestionError) -> SpanStore {
    let inputs = try InputFiles(paths: paths, ignoring: options.ignoredFiles)
    let feed = LineFeed(files: inputs.files, options: options, threads: threadCount)
    let store = store(of: feed, inputs)
    if feed.opened == 0, let refusal = feed.refusal { throw refusal }
    return store
  }

  /// Reads bytes on several threads, as if they were the contents of a file of that name.
  public mutating func readStore(bytes: [UInt8], name: String) -> SpanStore {
    let feed = LineFeed(files: [], options: options, threads: threadCount)
    feed.lock.withLock { feed.begin(MemorySource(bytes), InputFile(path: name, name: name, isExplicit: true)) }
    return store(of: feed, nil)
  }

  private var threadCount: Int { ThreadTeam.size(asked: options.threads) }

  /// Has threads do all the work of a feed.
  private mutating func store(of feed: LineFeed, _ inputs: InputFiles?) -> SpanStore {
    let count = threadCount
    let threads = (0..<count).map { _ in
      ReadingThread(feed: feed, options: options, memory: options.memoryForSpans / count, isAlone: count == 1)
    }
    ThreadTeam.run(count) { threads[$0].run() }
    var store = SpanStore()
    for thread in threads { thread.finish(into: &store) }
    if let inputs { feed.ledger.settle(inputs) }
    store.diagnostics = feed.ledger.diagnostics
    FormatLimits.note(of: feed.ledger.counts, in: &store.diagnostics)
    counts.add(feed.ledger.counts)
    documents += feed.documents
    return store
  }

  /// Reads bytes as if they were the contents of a file of that name.
  public mutating func read(bytes: [UInt8], name: String) -> SpanBatch {
    var reading = InputReading(options: options)
    var ledger = InputLedger()
    reading.read(MemorySource(bytes), InputFile(path: name, name: name, isExplicit: true), &ledger)
    return finish(reading, ledger)
  }

  private mutating func finish(_ reading: consuming InputReading, _ ledger: InputLedger) -> SpanBatch {
    counts.add(ledger.counts)
    var batch = reading.decoder.collector.batch
    batch.diagnostics = ledger.diagnostics
    FormatLimits.note(of: ledger.counts, in: &batch.diagnostics)
    return batch
  }
}
