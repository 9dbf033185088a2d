import TraceModel

/// Reads a `ResourceSpans` message (opentelemetry/proto/trace/v1/trace.proto).
enum OTLPProtobufDecoder {
  /// Files of logs and metrics have the same outer form; only the innermost messages differ.
  static func decode(_ bytes: UnsafeRawBufferPointer, into collector: inout SpanCollector) -> CutOutcome {
    guard isTrace(bytes) else { return .otherSignal }
    guard let facts = resource(bytes, &collector) else { return .damaged(damage) }
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      // 1000 is what field 2 was called before: instrumentation_library_spans.
      guard field.number == 2 || field.number == 1000 else { continue }
      var scope = ProtobufFields(field.value.bytes)
      while let inner = scope.next() {
        if inner.number == 2 { OTLPProtobufSpanDecoder.decode(inner.value.bytes, into: &collector, resource: facts) }
      }
      if scope.isDamaged { return .damaged(damage) }
    }
    return .spans
  }

  private static let damage = "a message ends inside a field"

  /// What the resource of a message says, which may stand in several pieces; nil when the message is damaged.
  private static func resource(_ bytes: UnsafeRawBufferPointer, _ collector: inout SpanCollector) -> ResourceFacts? {
    var first: UnsafeRawBufferPointer?
    var pieces = 0
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      guard field.number == 1 else { continue }
      if pieces == 0 { first = field.value.bytes }
      pieces += 1
    }
    if fields.isDamaged { return nil }
    if pieces == 1, let first, let known = collector.resources.find(.otlpProtobuf, in: first, isWhole: true) {
      return known.facts
    }
    var resource = ResourceDraft()
    fields = ProtobufFields(bytes)
    while let field = fields.next() {
      if field.number == 1 { self.resource(field.value.bytes, &resource, &collector) }
    }
    let facts = resource.facts
    if pieces == 1, let first { collector.resources.keep(.otlpProtobuf, first, facts) }
    return facts
  }

  /// A span begins with ids of 16 and 8 bytes. Log records and metrics have other things in these fields.
  private static func isTrace(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      guard field.number == 2 || field.number == 1000 else { continue }
      var scope = ProtobufFields(field.value.bytes)
      while let inner = scope.next() {
        guard inner.number == 2 else { continue }
        var span = ProtobufFields(inner.value.bytes)
        var hasTrace = false
        var hasID = false
        while let member = span.next() {
          if member.number == 1, case .bytes = member.value { hasTrace = true }
          if member.number == 2, case .bytes(let id) = member.value { hasID = id.count <= 8 }
          if member.number == 7 || member.number == 8 {
            if case .bytes = member.value { return false }
            if hasTrace, hasID { return true }
          }
        }
        return hasTrace && hasID
      }
    }
    return true
  }

  private static func resource(
    _ bytes: UnsafeRawBufferPointer, _ draft: inout ResourceDraft, _ collector: inout SpanCollector
  ) {
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      guard field.number == 1 else { continue }
      attribute(field.value.bytes, &collector) { rule, value, collector in
        draft.apply(rule, value, names: &collector.batch.names)
      }
    }
  }

  /// Reads a `KeyValue` and hands it on when some rule reads it.
  static func attribute(
    _ bytes: UnsafeRawBufferPointer, _ collector: inout SpanCollector,
    _ body: (FactRule, AttributeValue, inout SpanCollector) -> Void
  ) {
    if let plain = PlainKeyValue(bytes) {
      guard let rule = collector.table.rule(for: plain.key) else { return }
      return body(rule, plain.value, &collector)
    }
    var rule: FactRule?
    var value: UnsafeRawBufferPointer?
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      if field.number == 1 { rule = collector.table.rule(for: field.value.bytes) }
      if field.number == 2 { value = field.value.bytes }
    }
    guard let rule, let value, let simple = self.value(value) else { return }
    body(rule, simple, &collector)
  }

  /// Reads an `AnyValue`; of an array the first element counts, maps and bytes tell no rule anything.
  private static func value(_ bytes: UnsafeRawBufferPointer) -> AttributeValue? {
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let text)): return .text(text)
      case (2, .varint(let flag)): return .boolean(flag != 0)
      case (3, .varint(let number)): return .integer(Int64(bitPattern: number))
      case (4, .fixed64(let bits)): return .double(Double(bitPattern: bits))
      case (5, .bytes(let array)):
        var elements = ProtobufFields(array)
        guard let first = elements.next(), first.number == 1 else { return nil }
        var element = ProtobufFields(first.value.bytes)
        guard let text = element.next(), text.number == 1, case .bytes(let bytes) = text.value else { return nil }
        return .text(bytes)
      default: continue
      }
    }
    return nil
  }
}
