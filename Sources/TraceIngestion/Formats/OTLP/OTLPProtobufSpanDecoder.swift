import TraceModel

/// Reads a `Span` message.
enum OTLPProtobufSpanDecoder {
  static func decode(_ bytes: UnsafeRawBufferPointer, into collector: inout SpanCollector, resource: ResourceFacts) {
    collector.draft.reset()
    let links = collector.batch.links.count
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      switch field.number {
      case 1: collector.draft.trace = trace(field.value.bytes) ?? collector.draft.trace
      case 2: collector.draft.id = span(field.value.bytes) ?? collector.draft.id
      case 5: collector.draft.name = collector.mask.intern(field.value.bytes, isPath: false, in: &collector.batch.names)
      case 6:
        collector.draft.kind = UInt8(exactly: field.value.number).flatMap(SpanKind.init(rawValue:)) ?? .unspecified
      case 7: collector.draft.start = field.value.number
      case 8: collector.draft.end = field.value.number
      case 9:
        OTLPProtobufDecoder.attribute(field.value.bytes, &collector) { rule, value, collector in
          collector.draft.apply(rule, value, names: &collector.batch.names, mask: &collector.mask)
        }
      default: read(field.number, field.value, &collector)
      }
    }
    guard collector.draft.trace.isValid, collector.draft.id.isValid, !fields.isDamaged else {
      collector.batch.links.removeLast(collector.batch.links.count - links)
      if fields.isDamaged { return collector.problem(.malformedRecord, detail: "a span ends inside a field") }
      let (problem, length): (Problem, Int) =
        collector.draft.trace.isValid ? (.invalidSpanID, 8) : (.invalidTraceID, 16)
      return collector.problem(problem, detail: "expected \(length) bytes, not all zero")
    }
    let (hasStart, hasEnd) = (collector.draft.start != 0, collector.draft.end != 0)
    if hasStart, !hasEnd { collector.draft.flags.insert(.unfinished) }
    collector.settleTimes(hasStart: hasStart, hasEnd: hasEnd)
    collector.commit(resource)
  }

  /// Reads a field that few spans have, or that takes longer.
  private static func read(_ number: Int, _ value: ProtobufFields.Value, _ collector: inout SpanCollector) {
    switch number {
    case 4:
      guard !value.bytes.isEmpty else { return }
      if let parent = span(value.bytes) { collector.draft.parent = parent } else { collector.problem(.invalidParentID) }
    case 10, 14:
      guard value.number > 0 else { return }
      collector.draft.flags.insert(.truncated)
      collector.problem(.droppedByLimit)
    case 11: event(value.bytes, &collector)
    case 13: link(value.bytes, &collector)
    case 15: status(value.bytes, &collector)
    case 16:
      if value.number & 0x100 != 0 { collector.draft.flags.insert(.knowsRemoteParent) }
      if value.number & 0x300 == 0x300 { collector.draft.flags.insert(.remoteParent) }
    default: break
    }
  }

  private static func status(_ bytes: UnsafeRawBufferPointer, _ collector: inout SpanCollector) {
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      if field.number == 2 { collector.draft.outcome.takeMessage(field.value.bytes) }
      guard field.number == 3 else { continue }
      if field.value.number == 2 { collector.draft.outcome.isError = true }
      if field.value.number == 1 { collector.draft.outcome.isError = false }
    }
  }

  private static func event(_ bytes: UnsafeRawBufferPointer, _ collector: inout SpanCollector) {
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      guard field.number == 3 else { continue }
      OTLPProtobufDecoder.attribute(field.value.bytes, &collector) { rule, value, collector in
        guard rule.fact == .exceptionType else { return }
        collector.draft.outcome.takeException(value, names: &collector.batch.names)
      }
    }
  }

  private static func link(_ bytes: UnsafeRawBufferPointer, _ collector: inout SpanCollector) {
    var trace: TraceID?
    var id: SpanID?
    var followsFrom = false
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      switch field.number {
      case 1: trace = self.trace(field.value.bytes)
      case 2: id = span(field.value.bytes)
      case 4:
        OTLPProtobufDecoder.attribute(field.value.bytes, &collector) { rule, value, _ in
          guard rule.fact == .referenceType else { return }
          value.withText { if $0.equalsIgnoringCase("follows_from") { followsFrom = true } }
        }
      default: break
      }
    }
    if let trace, let id, trace.isValid, id.isValid {
      collector.link(trace, id, followsFrom: followsFrom)
    } else {
      collector.problem(.invalidLink)
    }
  }

  private static func trace(_ bytes: UnsafeRawBufferPointer) -> TraceID? {
    guard bytes.count == 16 else { return nil }
    let high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    return TraceID(high: high, low: low)
  }

  private static func span(_ bytes: UnsafeRawBufferPointer) -> SpanID? {
    guard bytes.count == 8 else { return nil }
    return SpanID(UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
  }
}
