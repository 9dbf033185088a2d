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
    let (batch, counts) = reading.finish()
    self.counts.add(counts)
    return batch
  }

  /// Reads bytes as if they were the contents of a file of that name.
  public mutating func read(bytes: [UInt8], name: String) -> SpanBatch {
    var reading = InputReading(options: options)
    reading.read(MemorySource(bytes), name: name, isExplicit: true)
    let (batch, counts) = reading.finish()
    self.counts.add(counts)
    return batch
  }
}
