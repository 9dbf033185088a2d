import JSONBridge

/// All that reading needs to know about one format. A format is one such value, in a folder of its own under `Formats`,
/// and one line in `SpanFormats.all`.
struct SpanFormat: Sendable {
  /// What records of it are counted as. Whoever asks for one of them takes all of them.
  var names: [InputFormat] = []
  /// What records of it cannot carry, as a sentence for the report; nil where they carry all that verdicts rest on.
  var limits: String?
  /// Where documents keep their records, so that a document of any size can be cut without being parsed.
  var lists: [RecordList] = []
  /// Members whose object is looked into for lists as if its members were the document's own.
  var envelopes: [StaticString] = []
  /// Members of documents that hold no spans: they are passed over and counted.
  var signals: [StaticString] = []
  /// Scalars beside the records that say something about all of them.
  var notes: [RecordNote] = []
  /// How records are recognised, and what reads them.
  var forms: [RecordForm] = []
  /// Documents that are decoded in one walk, without being cut and looked at first.
  var shortcuts: [Shortcut] = []
  /// Forms that are not JSON documents one after the other.
  var streams: [StreamForm] = []
}

/// A member of a document whose array holds one record per element.
struct RecordList: Sendable {
  var name: StaticString
  /// What its elements are when nothing in them says otherwise. Without it each element is looked at, and the list proves
  /// nothing about the document.
  var contents: RecordContents?

  init(_ name: StaticString, of contents: RecordContents? = nil) {
    self.name = name
    self.contents = contents
  }
}

/// A scalar beside the records that says something about all of them.
struct RecordNote: Sendable {
  var name: StaticString
  /// The value as it is written, quotes included.
  var value: StaticString
  var problem: Problem
}

/// An input that is recognised by its first bytes, and cut and decoded in its own way.
struct StreamForm: Sendable {
  /// What cuts an input that begins with these bytes; nil when the input is something else.
  let cutter: @Sendable (_ front: [UInt8]) -> (any RecordCutter)?
}
