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
    formats.formUnion(other.formats)
    filesByFormat.merge(other.filesByFormat, uniquingKeysWith: +)
  }
}
