/// One form that records have: how it is recognised, and what is in it.
struct RecordForm: Sendable {
  /// Any of these decides.
  var signatures: [Signature]
  var contents: RecordContents

  init(_ signatures: Signature..., contents: RecordContents) {
    self.signatures = signatures
    self.contents = contents
  }
}

/// What a record holds.
enum RecordContents: Sendable {
  /// Spans.
  case spans(InputFormat, RecordDecoding)
  /// The record proper is the object in this member.
  case record(in: StaticString)
  /// Documents, written as text in the first of these members that is there.
  case documents(in: [StaticString])
  /// More records, in lists of its own.
  case records(in: [StaticString])
  /// Nothing: a line that says something about the record after it.
  case separator
  /// Something that is known and not read.
  case refused(Refusal)

  /// The format that spans in it are counted as.
  var format: InputFormat? {
    if case .spans(let format, _) = self { format } else { nil }
  }
}

/// A document that is recognised and not read, and what to use instead.
struct Refusal: Hashable, Sendable {
  /// The diagnostic's id after `refused-`.
  var id: String
  /// Whether spans are lost by not reading it.
  var holdsSpans: Bool
  var message: String
  var advice: String
}
