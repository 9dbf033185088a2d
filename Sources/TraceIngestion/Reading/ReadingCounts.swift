public import TraceModel

/// How much was read.
public struct ReadingCounts: Hashable, Sendable {
  /// Files that were opened, standard input included.
  public var files = 0
  /// Of these, the ones that no span came from.
  public var filesWithoutSpans = 0
  /// After decompression.
  public var bytes = 0
  /// Records that spans were looked for in.
  public var records = 0
  public var spans = 0
  /// Logs, metrics and profiles that were passed over. No loss: they hold no spans.
  public var otherSignals = 0
  /// What became of the inputs that were read to their end.
  public var account = InputAccount()
  /// Records, spans and lines that could not be used.
  var rejected = 0
  /// Bytes, as they were unpacked, of what was rejected.
  var unreadBytes = 0
  /// The same of records that hold no spans, as far as one can see.
  var otherBytes = 0
  /// Documents that are known and refused.
  var refused = 0
  /// What was passed over, such as `logs`.
  var signals: Set<String> = []
  /// Formats that records were recognised as, in order of their names.
  public var formats: Set<InputFormat> = []
  /// Files by the formats that were recognised in them.
  public var filesByFormat: [InputFormat: Int] = [:]

  public init() {}

  /// Adds what another reader counted.
  public mutating func add(_ other: ReadingCounts) {
    files += other.files
    filesWithoutSpans += other.filesWithoutSpans
    bytes += other.bytes
    records += other.records
    spans += other.spans
    otherSignals += other.otherSignals
    account.add(other.account)
    rejected += other.rejected
    unreadBytes += other.unreadBytes
    otherBytes += other.otherBytes
    refused += other.refused
    signals.formUnion(other.signals)
    formats.formUnion(other.formats)
    filesByFormat.merge(other.filesByFormat, uniquingKeysWith: +)
  }
}
