import JSONBridge

extension SpanCollector {
  /// Passes over a value of the wrong type and says so; null and the like are as good as absent.
  mutating func skip<Reader: JSONReader>(_ reader: inout Reader, expecting: String) {
    let kind = reader.kind
    if kind != .null {
      problem(.wrongType, path: reader.path, detail: "expected \(expecting), found \(kind.rawValue)")
    }
    reader.skip()
  }
}
