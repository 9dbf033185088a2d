import TraceModel

extension SpanKind {
  /// A kind by its word, `server` and `SPAN_KIND_SERVER` alike.
  init?(word value: AttributeValue) {
    let kind = value.withText { text -> SpanKind? in
      let word = text.hasPrefix("SPAN_KIND_") ? UnsafeRawBufferPointer(rebasing: text.dropFirst(10)) : text
      if word.equalsIgnoringCase("server") { return .server }
      if word.equalsIgnoringCase("client") { return .client }
      if word.equalsIgnoringCase("internal") { return .internal }
      if word.equalsIgnoringCase("producer") { return .producer }
      if word.equalsIgnoringCase("consumer") { return .consumer }
      if word.equalsIgnoringCase("unspecified") { return .unspecified }
      return nil
    }
    guard let kind else { return nil }
    self = kind
  }
}
