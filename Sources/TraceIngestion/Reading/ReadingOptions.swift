public import TraceModel

/// How inputs are read.
public struct ReadingOptions: Hashable, Sendable {
  /// Records of any other format are refused; nil takes each record for what it is.
  public var inputFormat: InputFormat?
  /// What columns mean whose names are not known.
  public var columns: ColumnMap?
  /// A record of more bytes is given up, so that hostile input cannot take all memory: json-c's tree of a record is some
  /// nineteen times its size while the record is decoded.
  public var recordSizeLimit: Int
  /// Patterns for files in directories: of those that match, what cannot be read does not count as unread.
  public var ignoredFiles: [String] = []
  /// How deep the JSON of a record may nest.
  public var depthLimit: Int
  /// How much is read at a time.
  public var chunkSize: Int
  /// What reads the JSON of records. The result is the same.
  public var engine: JSONEngine
  /// How many threads read; 0 for one a processor. The result is the same.
  public var threads: Int
  /// Bytes of memory that an analysis may take; spans beyond go to temporary files.
  public var memory = ReadingOptions.defaultMemory

  /// Whether documents that Firebreak wrote itself, named as inputs, go to `TraceReader.documents`.
  public var setsDocumentsAside = false

  /// Told how much was read, while it is read.
  public var progress: ReadingProgress?

  /// Half of the machine's memory.
  public static let defaultMemory = ThreadTeam.machineMemory / 2

  /// What of the memory is for spans: the rest is for names, for what is read, and for the part that is worked on.
  ///
  /// What is left of little memory would be none: from 128 MiB down to 64 MiB it stays at 16 MiB, below that at a quarter.
  var memoryForSpans: Int { max((memory - (96 << 20)) / 2, min(memory / 4, 16 << 20)) }

  public init(
    inputFormat: InputFormat? = nil, recordSizeLimit: Int = 128 << 20, depthLimit: Int = 64, chunkSize: Int = 1 << 20,
    engine: JSONEngine = .cursor, threads: Int = 0
  ) {
    self.inputFormat = inputFormat
    self.recordSizeLimit = recordSizeLimit
    self.depthLimit = depthLimit
    self.chunkSize = chunkSize
    self.engine = engine
    self.threads = threads
  }
}

/// What reads the JSON of records.
public enum JSONEngine: String, Hashable, Sendable, CaseIterable {
  /// A walk over the bytes; what it declines goes to json-c.
  case cursor
  /// json-c alone.
  case jsonC = "json-c"
}
