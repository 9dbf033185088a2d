/// A stretch of one input that was cut into records and can be decoded anywhere, such as on another thread.
public struct RecordChunk: Sendable {
  /// One record, and where it stands in its input.
  public struct Record: Hashable, Sendable {
    /// Where its bytes are in the chunk.
    public var range: Range<Int>
    /// The list of a document that it is an element of, such as `resourceSpans`; nil for a whole document.
    public var member: String?
    /// Counted from 1.
    public var line: Int
    /// Counted from 0, in the decompressed bytes.
    public var byteOffset: Int

    public init(range: Range<Int>, member: String?, line: Int, byteOffset: Int) {
      self.range = range
      self.member = member
      self.line = line
      self.byteOffset = byteOffset
    }
  }

  /// What the input is called.
  public var file: String
  /// The user named the input; what is no trace in a directory is only a note.
  public var isExplicit: Bool
  public var bytes: [UInt8]
  public var records: [Record]

  public init(file: String, isExplicit: Bool = true, bytes: [UInt8], records: [Record]) {
    self.file = file
    self.isExplicit = isExplicit
    self.bytes = bytes
    self.records = records
  }
}
