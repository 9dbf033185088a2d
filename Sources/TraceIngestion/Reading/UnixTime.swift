import JSONBridge

/// Units of time as formats write them.
enum UnixTime {
  /// Nil when the time does not fit.
  static func nanoseconds(fromMicroseconds microseconds: UInt64) -> UInt64? {
    let (product, overflow) = microseconds.multipliedReportingOverflow(by: 1000)
    return overflow ? nil : product
  }

  /// Nil when the time does not fit.
  static func nanoseconds(fromMilliseconds milliseconds: UInt64) -> UInt64? {
    let (product, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
    return overflow ? nil : product
  }
}

extension SpanCollector {
  /// Reads a whole number of microseconds, written as a number or as text; says so when the value is none.
  mutating func microseconds<Reader: JSONReader>(_ reader: inout Reader) -> UInt64? {
    let kind = reader.kind
    guard kind == .number || kind == .string else {
      skip(&reader, expecting: "microseconds")
      return nil
    }
    if let number = reader.readUnsignedText() { return number }
    problem(.outOfRange, path: reader.path, detail: "expected microseconds as an unsigned integer")
    return nil
  }
}
