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

  /// Passes over a value where a span, or something that holds spans, was expected.
  mutating func reject<Reader: JSONReader>(_ reader: inout Reader, expecting: String) {
    if reader.kind != .null, !isUndetected || !isTentative { counts.rejected += 1 }
    skip(&reader, expecting: expecting)
  }

  /// Counts something that holds no spans, such as logs.
  mutating func count(signal: String) {
    counts.otherSignals += 1
    if !counts.signals.contains(signal) { counts.signals.insert(signal) }
  }

  /// Counts what was skipped after a fault; the fault itself was counted when it was met.
  mutating func skipped(_ skipped: SkippedBytes) {
    counts.unreadBytes += skipped.count
    if skipped.lines > 0 { report(Problem(skipped.kind), at: nil, count: skipped.lines) }
  }
}
