/// Which members of a document hold its records, so that a document of any size can be cut without being parsed.
public struct RecordLayout: Hashable, Sendable {
  /// Members whose array holds one record an element; an object in the array's place is one record.
  public var lists: [String]
  /// Members whose object is looked into as if its members were the document's own.
  public var envelopes: [String]
  /// Members that are passed over and only counted.
  public var signals: [String]
  /// Members whose scalar value is handed out beside the records.
  public var notes: [String]
  /// First members of documents that are looked for in lines of text, behind whatever the line begins with.
  public var firstMembersInLines: [String]

  public init(
    lists: [String], envelopes: [String] = [], signals: [String] = [], notes: [String] = [],
    firstMembersInLines: [String] = []
  ) {
    self.firstMembersInLines = firstMembersInLines
    self.lists = lists
    self.envelopes = envelopes
    self.signals = signals
    self.notes = notes
  }
}

/// One piece that a slicer cut out.
public struct SlicedRecord: Hashable, Sendable {
  /// The member of the document whose element this is; nil for a whole document.
  public var member: String?
  /// Where its bytes are in the buffer that was given to the slicer.
  public var range: Range<Int>
  /// Whether text stands before it on its line.
  public var isWrapped: Bool

  public init(member: String?, range: Range<Int>, isWrapped: Bool = false) {
    self.member = member
    self.range = range
    self.isWrapped = isWrapped
  }
}

/// Bytes that a slicer passed over because they are no record.
public struct SlicingFault: Hashable, Sendable {
  /// The kinds of faults.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Bytes between records that are neither white space nor separators.
    case garbage
    /// A record that ends before it is complete, at the end of the input or where another one begins.
    case truncated
    /// A record with a hole in it.
    case broken
    /// A record larger than the cap.
    case oversized
    /// A comma before a closing bracket.
    case trailingComma
  }

  public var kind: Kind
  /// What was expected and what was there.
  public var message: String
  /// From the start of the input.
  public var byteOffset: Int
  /// Counted from 1.
  public var line: Int
  /// How many bytes are lost by it alone; what is skipped afterwards is told apart.
  public var lostBytes: Int

  public init(kind: Kind, message: String, byteOffset: Int, line: Int, lostBytes: Int = 0) {
    self.kind = kind
    self.message = message
    self.byteOffset = byteOffset
    self.line = line
    self.lostBytes = lostBytes
  }
}

/// Bytes that were skipped after a fault, up to where the next document begins.
public struct SkippedBytes: Hashable, Sendable {
  /// What the fault was.
  public var kind: SlicingFault.Kind
  public var count: Int
  /// Lines after the one of the fault that might have held records.
  public var lines: Int
}
