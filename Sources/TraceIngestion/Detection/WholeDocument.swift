import JSONBridge
import TraceModel

/// Decodes a whole document of a well-known form in one walk, without cutting it into records and looking at each first.
///
/// Takes only what the long way would take for the same: whatever else is met is a doubt of the collector's, which is in
/// its undetected state meanwhile, and the long way decides.
enum WholeDocument {
  /// Decodes the document ahead; nil when it is of none of the forms, or may be of another.
  static func decode<Reader: JSONReader>(
    _ reader: inout Reader, into collector: inout SpanCollector
  ) -> (format: InputFormat, records: Int)? {
    switch reader.kind {
    case .object:
      let start = reader
      guard reader.enterObject(), let member = reader.nextMember() else { return nil }
      if member.spells("resourceSpans") { return resourceSpans(&reader, &collector) }
      if member.spells("data") { return data(&reader, &collector) }
      if member.spells("traceID") {
        reader.skip()
        let isSpan = reader.nextMember()?.spells("spanID") ?? false
        reader = start
        if isSpan {
          JaegerDecoder.decodeSpan(&reader, into: &collector)
        } else {
          JaegerDecoder.decodeTrace(&reader, into: &collector)
        }
        return (.jaegerJSON, 1)
      }
      if member.spells("traceId") {
        reader = start
        ZipkinDecoder.decode(&reader, into: &collector)
        return (.zipkinJSON, 1)
      }
      return nil
    case .array: return spans(&reader, &collector)
    default: return nil
    }
  }

  private static func resourceSpans<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> (format: InputFormat, records: Int)? {
    guard reader.enterArray() else { return nil }
    var records = 0
    while reader.nextElement() {
      guard reader.kind == .object else { return nil }
      OTLPDecoder.decode(&reader, into: &collector)
      records += 1
    }
    return reader.nextMember() == nil ? (.otlpJSON, records) : nil
  }

  /// Traces as Jaeger's API wraps them.
  private static func data<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> (format: InputFormat, records: Int)? {
    guard reader.enterArray() else { return nil }
    var records = 0
    while reader.nextElement() {
      guard reader.kind == .object else { return nil }
      JaegerDecoder.decodeTrace(&reader, into: &collector)
      if collector.isDoubtful { return nil }
      records += 1
    }
    while let member = reader.nextMember() {
      guard
        member.spells("total") || member.spells("limit") || member.spells("offset") || member.spells("errors")
      else { return nil }
      reader.skip()
    }
    return records > 0 ? (.jaegerJSON, records) : nil
  }

  /// Zipkin's spans, in an array or in an array for each trace.
  private static func spans<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> (format: InputFormat, records: Int)? {
    guard reader.enterArray() else { return nil }
    var records = 0
    var level = 1
    while level > 0 {
      guard reader.nextElement() else {
        level -= 1
        continue
      }
      switch reader.kind {
      case .object:
        ZipkinDecoder.decode(&reader, into: &collector)
        if collector.isDoubtful { return nil }
        records += 1
      case .array: if reader.enterArray() { level += 1 }
      default: return nil
      }
    }
    return records > 0 ? (.zipkinJSON, records) : nil
  }
}
