import JSONBridge

/// Units of time as formats write them.
enum UnixTime {
  /// Nil when the number is negative, too large, or none.
  static func rounded(_ number: Double) -> UInt64? {
    UInt64(exactly: number.rounded())
  }

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

extension JSONReader {
  /// A time or a length of time: a whole number, or one with a fraction or an exponent that is rounded, as a number or as
  /// text. Writers that keep all numbers as doubles write 1.76e+18.
  mutating func readTime() -> UInt64? {
    let start = self
    if let number = readUnsignedText() { return number }
    guard failure == nil else { return nil }
    self = start
    if kind == .string {
      return readString().flatMap { text in text.count < 40 ? Double(text.text).flatMap(UnixTime.rounded) : nil }
    }
    return readDouble().flatMap(UnixTime.rounded)
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
    if let number = reader.readTime() { return number }
    problem(.outOfRange, path: reader.path, detail: "expected microseconds as an unsigned integer")
    return nil
  }
}
