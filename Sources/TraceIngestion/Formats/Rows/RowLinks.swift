import JSONBridge
import TraceModel

/// The links of a row: a list of objects, or two lists that belong together.
enum RowLinks {
  static func read<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    if reader.kind == .string { return text(&reader, &collector) }
    guard reader.enterArray() else { return reader.skip() }
    while reader.nextElement() {
      guard reader.kind == .object, reader.enterObject() else {
        reader.skip()
        continue
      }
      var trace: TraceID?
      var id: SpanID?
      members(&reader, &trace, &id)
      if let trace, let id, trace.isValid, id.isValid {
        collector.link(trace, id, followsFrom: false)
      } else {
        collector.problem(.invalidLink, path: reader.path)
      }
    }
  }

  /// Links as a list in a text.
  private static func text<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard let text = reader.readString(), text.first == 0x5B else { return }
    collector.withNested(text) { nested, collector in
      if nested.kind == .array { read(&nested, &collector) }
    }
  }

  /// The ids stand in the link or in a context inside it.
  private static func members<Reader: JSONReader>(_ reader: inout Reader, _ trace: inout TraceID?, _ id: inout SpanID?)
  {
    while let member = reader.nextMember() {
      if isTrace(member) {
        trace = traceID(&reader) ?? trace
      } else if isSpan(member) {
        id = spanID(&reader) ?? id
      } else if isContext(member), reader.kind == .object, reader.enterObject() {
        context(&reader, &trace, &id)
      } else {
        reader.skip()
      }
    }
  }

  private static func context<Reader: JSONReader>(
    _ reader: inout Reader, _ trace: inout TraceID?, _ id: inout SpanID?
  ) {
    while let member = reader.nextMember() {
      if isTrace(member) {
        trace = traceID(&reader) ?? trace
      } else if isSpan(member) {
        id = spanID(&reader) ?? id
      } else {
        reader.skip()
      }
    }
  }

  private static func isTrace(_ member: UnsafeRawBufferPointer) -> Bool {
    member.spells("traceId") || member.spells("trace_id") || member.spells("TraceID") || member.spells("TraceId")
      || member.spells("trace.id")
  }

  private static func isSpan(_ member: UnsafeRawBufferPointer) -> Bool {
    member.spells("spanId") || member.spells("span_id") || member.spells("SpanID") || member.spells("SpanId")
      || member.spells("span.id")
  }

  private static func isContext(_ member: UnsafeRawBufferPointer) -> Bool {
    member.spells("context") || member.spells("SpanContext")
  }

  private static func traceID<Reader: JSONReader>(_ reader: inout Reader) -> TraceID? {
    guard reader.kind == .string else {
      if reader.kind == .number { return reader.readUnsigned().map { TraceID(low: $0) } }
      reader.skip()
      return nil
    }
    return reader.readString().flatMap { RowIDs.trace($0, .hexadecimal) ?? TraceID(low: Identifiers.standIn($0)) }
  }

  private static func spanID<Reader: JSONReader>(_ reader: inout Reader) -> SpanID? {
    guard reader.kind == .string else {
      if reader.kind == .number { return reader.readUnsigned().map { SpanID($0) } }
      reader.skip()
      return nil
    }
    return reader.readString().flatMap { RowIDs.span($0, .hexadecimal) ?? SpanID(Identifiers.standIn($0)) }
  }

  static func traces<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterArray() else { return reader.skip() }
    while reader.nextElement() { collector.row.linkedTraces.append(traceID(&reader) ?? TraceID(low: 0)) }
  }

  static func spans<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterArray() else { return reader.skip() }
    while reader.nextElement() { collector.row.linkedSpans.append(spanID(&reader) ?? .none) }
  }
}

/// The events of a row, of which only the type of a recorded exception is of use.
enum RowEvents {
  /// A list of events, or a list of their attributes alone.
  static func read<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterArray() else { return reader.skip() }
    while reader.nextElement() {
      guard reader.kind == .object, reader.enterObject() else {
        reader.skip()
        continue
      }
      while let member = reader.nextMember() {
        if member.spells("attributes") || member.spells("Attributes") {
          attributes(&reader, &collector)
        } else if member.spells("exception.type") {
          if let text = reader.readString() { exception(text, &collector) }
        } else {
          reader.skip()
        }
      }
    }
  }

  private static func attributes<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    if reader.kind == .array {
      OTLPAttributes.readList(&reader, &collector, beginning: 6) { rule, value, collector in
        guard rule.fact == .exceptionType else { return }
        collector.draft.outcome.takeException(value, names: &collector.batch.names)
      }
      return
    }
    guard reader.enterObject() else { return reader.skip() }
    while let member = reader.nextMember() {
      if member.spells("exception.type") || member.spells("exception@type") {
        if let text = reader.readString() { exception(text, &collector) }
      } else {
        reader.skip()
      }
    }
  }

  private static func exception(_ text: UnsafeRawBufferPointer, _ collector: inout SpanCollector) {
    collector.draft.outcome.takeException(.text(text), names: &collector.batch.names)
  }
}
