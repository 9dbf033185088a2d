import JSONBridge
import TraceModel

/// Reads JSON that a source keeps in a text of JSON.
///
/// A class because it owns a parser, which is made only when some source needs it. One serves one thread.
final class NestedDocument {
  private var parser: JSONDocumentParser?
  private var isBusy = false

  /// Hands a reader of the text to `body`; false for what is not JSON, and inside another such text.
  func with(_ text: UnsafeRawBufferPointer, _ body: (inout JSONTreeReader) -> Void) -> Bool {
    guard !isBusy, !text.isEmpty else { return false }
    isBusy = true
    defer { isBusy = false }
    if parser == nil { parser = JSONDocumentParser() }
    do throws(JSONError) {
      try parser?.withDocument(text) { (reader) throws(JSONError) in body(&reader) }
      return true
    } catch {
      return false
    }
  }
}

extension SpanCollector {
  /// Reads JSON in a text; one that is damaged says nothing, and the span is marked as cut off.
  mutating func withNested(
    _ text: UnsafeRawBufferPointer, _ body: (inout JSONTreeReader, inout SpanCollector) -> Void
  ) {
    let isWhole = nested.with(text) { body(&$0, &self) }
    if !isWhole { draft.flags.insert(.truncated) }
  }
}
