import JSONBridge

/// Decodes a whole document in one walk when it begins as one of the shortcuts says.
enum WholeDocument {
  /// Decodes the document ahead; nil when no shortcut takes it.
  ///
  /// - Parameter list: the list that the document is an element of; nil for one that stands alone.
  static func decode(
    _ reader: inout JSONCursorReader, elementOf list: String?, into collector: inout SpanCollector
  ) -> (format: InputFormat, records: Int)? {
    let start = reader
    let shortcut: Shortcut?
    if let list {
      shortcut = SpanFormats.shortcut(forElementOf: list)
    } else if reader.kind == .array {
      shortcut = SpanFormats.arrayShortcut
    } else {
      guard reader.enterObject(), let member = reader.nextMember() else { return nil }
      shortcut = SpanFormats.shortcut(forFirstMember: member)
    }
    guard let shortcut, let records = shortcut.decode(&reader, start, &collector) else { return nil }
    return (shortcut.format, records)
  }
}
