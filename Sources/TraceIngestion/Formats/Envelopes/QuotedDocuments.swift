import JSONBridge

/// Finds documents of spans that a record holds as text, whatever the record is: a line of a container's log, a message
/// of a queue, an event of a log service, an answer of a log store.
struct QuotedDocuments {
  /// How documents begin that are looked for, behind their first bracket.
  static let firstMembers = ["resourceSpans", "resource_spans", "resource", "scopeSpans", "scope_spans"]

  private let record: UnsafeRawBufferPointer
  private var position = 0

  init(_ record: UnsafeRawBufferPointer) { self.record = record }

  /// The next text that holds such a document, without its quotes and escapes, from where the document begins.
  mutating func next() -> ArraySlice<UInt8>? {
    while let literal = nextLiteral() {
      guard literal.contains(UInt8(ascii: "{")), let text = JSONText.unescaped(literal) else { continue }
      if let start = text.withUnsafeBytes({ Self.beginning(in: $0) }) { return text[start...] }
    }
    return nil
  }

  /// Where a document begins whose first member is known, or one that holds such a document as text again.
  private static func beginning(in text: UnsafeRawBufferPointer) -> Int? {
    if let start = RecordLayout.document(in: text, from: 0, to: text.count, beginningWith: firstMembers) { return start }
    guard firstMembers.prefix(2).contains(where: { text.contains(text: $0) }) else { return nil }
    return text.indices.first {
      text[$0] == UInt8(ascii: "{") && $0 + 1 < text.count && text[$0 + 1] == UInt8(ascii: "\"")
    }
  }

  /// The next string of the record, in its quotes.
  private mutating func nextLiteral() -> UnsafeRawBufferPointer? {
    guard position < record.count, let start = record[position...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    var end = start + 1
    while end < record.count, record[end] != UInt8(ascii: "\"") {
      end += record[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < record.count else { return nil }
    position = end + 1
    return UnsafeRawBufferPointer(rebasing: record[start...end])
  }
}
