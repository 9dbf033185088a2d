import JSONBridge
import TraceModel

/// Reads one span of OTLP.
enum OTLPSpanDecoder {
  /// What a span said so far beyond its draft.
  private struct Progress {
    var hasTrace = false
    var hasID = false
    var hasStart = false
    var hasEnd = false
    /// What stood where an identifier was expected.
    var badID = ""
  }

  static func decode<Reader: JSONReader>(
    _ reader: inout Reader, into collector: inout SpanCollector, resource: ResourceFacts?, _ guides: OTLPGuides
  ) {
    guard reader.enterObject() else { return collector.reject(&reader, expecting: "a span") }
    collector.draft.reset()
    let links = collector.batch.links.count
    var progress = Progress()
    var last = OTLPSpanMember.other
    while let member = reader.nextMember(guides.span, &last) {
      read(member, &reader, &collector, &progress, guides)
    }
    guard progress.hasTrace, progress.hasID else {
      collector.batch.links.removeLast(collector.batch.links.count - links)
      return reject(progress, reader.path, &collector)
    }
    if progress.hasStart, !progress.hasEnd { collector.draft.flags.insert(.unfinished) }
    collector.settleTimes(hasStart: progress.hasStart, hasEnd: progress.hasEnd)
    if let resource { collector.commit(resource) } else { collector.commitWaiting(process: .empty) }
  }

  private static func reject(_ progress: Progress, _ path: String, _ collector: inout SpanCollector) {
    let digits = progress.hasTrace ? 16 : 32
    let found = progress.badID.isEmpty ? "nothing" : "\"\(progress.badID)\""
    collector.problem(
      progress.hasTrace ? .invalidSpanID : .invalidTraceID, path: path,
      detail: "expected \(digits) hexadecimal digits, not all zero; found \(found)"
    )
  }

  private static func read<Reader: JSONReader>(
    _ member: OTLPSpanMember, _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress,
    _ guides: OTLPGuides
  ) {
    switch member {
    case .traceID, .traceIDSnake: trace(&reader, &collector, &progress)
    case .spanID, .spanIDSnake: id(&reader, &collector, &progress)
    case .parentSpanID, .parentSpanIDSnake: parent(&reader, &collector)
    case .name: name(&reader, &collector)
    case .kind: kind(&reader, &collector)
    case .startTime, .startTimeSnake: start(&reader, &collector, &progress)
    case .endTime, .endTimeSnake: end(&reader, &collector, &progress)
    case .attributes: attributes(&reader, &collector)
    case .flags: flags(&reader, &collector)
    case .links: links(&reader, &collector)
    case .events: events(&reader, &collector)
    case .status: status(&reader, &collector, guides)
    case .droppedAttributes, .droppedAttributesSnake, .droppedLinks, .droppedLinksSnake: dropped(&reader, &collector)
    case .traceState, .droppedEvents, .other: reader.skip()
    }
  }

  private static func trace<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    if let id = reader.readPlainTraceID(&collector.lastTrace), id.isValid {
      collector.draft.trace = id
      progress.hasTrace = true
      return
    }
    guard let text = reader.readString() else { return }
    guard let id = Identifiers.otlpTrace(text), id.isValid else { return progress.badID = text.excerpt }
    collector.draft.trace = id
    progress.hasTrace = true
  }

  private static func id<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    if let id = reader.readPlainSpanID() {
      collector.draft.id = id
      progress.hasID = true
      return
    }
    guard let text = reader.readString() else { return }
    guard let id = Identifiers.otlpSpan(text), id.isValid else { return progress.badID = text.excerpt }
    collector.draft.id = id
    progress.hasID = true
  }

  private static func name<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    let isText = reader.kind == .string
    guard let name = reader.readString() else {
      if !isText { collector.problem(.wrongType, path: reader.path, detail: "expected a string") }
      return
    }
    collector.draft.name = collector.mask.intern(name, isPath: false, in: &collector.batch.names)
  }

  private static func start<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    guard let time = time(&reader, &collector) else { return }
    collector.draft.start = time
    progress.hasStart = time != 0
  }

  private static func end<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    guard let time = time(&reader, &collector) else { return }
    collector.draft.end = time
    progress.hasEnd = time != 0
  }

  private static func flags<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard let flags = reader.readUnsignedText() else { return }
    if flags & 0x100 != 0 { collector.draft.flags.insert(.knowsRemoteParent) }
    if flags & 0x300 == 0x300 { collector.draft.flags.insert(.remoteParent) }
  }

  private static func attributes<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    OTLPAttributes.readList(&reader, &collector, beginning: collector.draft.kind.rawValue) { rule, value, collector in
      collector.draft.apply(rule, value, names: &collector.batch.names, mask: &collector.mask)
    }
  }

  private static func dropped<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard let count = reader.readUnsignedText(), count > 0 else { return }
    collector.draft.flags.insert(.truncated)
    collector.problem(.droppedByLimit)
  }

  private static func parent<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    if let id = reader.readPlainSpanID() { return collector.draft.parent = id }
    guard reader.kind == .string else {
      if reader.kind != .null { collector.problem(.invalidParentID, path: reader.path) }
      return reader.skip()
    }
    guard let text = reader.readString(), !text.isEmpty else { return }
    // Some exporters write zeros for "no parent".
    if let id = Identifiers.otlpSpan(text) {
      collector.draft.parent = id
    } else {
      collector.problem(
        .invalidParentID, path: reader.path, detail: "expected 16 hexadecimal digits, found \"\(text.excerpt)\"")
    }
  }

  /// The specification asks for integers; names and integers in strings are met as well.
  private static func kind<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    if let digit = reader.readDigit() { return collector.draft.kind = SpanKind(rawValue: digit) ?? .unspecified }
    if reader.kind == .string {
      guard let text = reader.readString() else { return }
      if let number = DecimalText.unsigned(text) {
        collector.draft.kind = UInt8(exactly: number).flatMap(SpanKind.init(rawValue:)) ?? .unspecified
      } else if let kind = SpanKind(word: .text(text)) {
        collector.draft.kind = kind
      }
    } else if reader.kind == .number {
      guard let number = reader.readUnsigned() else {
        return collector.problem(.outOfRange, path: reader.path, detail: "expected a span kind from 0 to 5")
      }
      collector.draft.kind = UInt8(exactly: number).flatMap(SpanKind.init(rawValue:)) ?? .unspecified
    } else {
      collector.skip(&reader, expecting: "a span kind")
    }
  }

  private static func time<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) -> UInt64? {
    if let time = reader.readPlainNanoseconds() { return time }
    let kind = reader.kind
    guard kind == .string || kind == .number else {
      collector.skip(&reader, expecting: "nanoseconds")
      return nil
    }
    if kind == .string {
      if let time = reader.readUnsignedText() { return time }
    } else {
      var attempt = reader
      if let time = attempt.readUnsigned() {
        reader = attempt
        return time
      }
      // Some libraries write large numbers as 1.76e+18, which keeps all but some hundred nanoseconds.
      if let time = reader.readDouble().flatMap({ RowTime.nanoseconds($0, .nanoseconds) }) { return time }
    }
    collector.problem(.outOfRange, path: reader.path, detail: "expected nanoseconds as an unsigned 64-bit integer")
    return nil
  }

  private static func status<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ guides: OTLPGuides
  ) {
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "a status") }
    var last = OTLPStatusMember.other
    while let member = reader.nextMember(guides.status, &last) {
      switch member {
      case .code:
        if reader.kind == .string {
          if let text = reader.readString() { collector.draft.outcome.takeStatusCode(.text(text)) }
        } else if let code = reader.readInteger() {
          if code == 2 { collector.draft.outcome.isError = true }
          if code == 1 { collector.draft.outcome.isError = false }
        }
      case .message: if let text = reader.readString() { collector.draft.outcome.takeMessage(text) }
      case .other: reader.skip()
      }
    }
  }

  private static func links<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array of links") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        collector.skip(&reader, expecting: "a link")
        continue
      }
      var trace: TraceID?
      var id: SpanID?
      var followsFrom = false
      while let member = reader.nextMember() {
        if member.spells("traceId") || member.spells("trace_id") {
          trace = reader.readString().flatMap(Identifiers.otlpTrace)
        } else if member.spells("spanId") || member.spells("span_id") {
          id = reader.readString().flatMap(Identifiers.otlpSpan)
        } else if member.spells("attributes") {
          OTLPAttributes.readList(&reader, &collector, beginning: 6) { rule, value, _ in
            guard rule.fact == .referenceType else { return }
            value.withText { if $0.equalsIgnoringCase("follows_from") { followsFrom = true } }
          }
        } else {
          reader.skip()
        }
      }
      if let trace, let id, trace.isValid, id.isValid {
        collector.link(trace, id, followsFrom: followsFrom)
      } else {
        collector.problem(.invalidLink, path: reader.path)
      }
    }
  }

  /// Of events only the type of a recorded exception is of use.
  private static func events<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array of events") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        reader.skip()
        continue
      }
      while let member = reader.nextMember() {
        guard member.spells("attributes") else {
          reader.skip()
          continue
        }
        OTLPAttributes.readList(&reader, &collector, beginning: 6) { rule, value, collector in
          guard rule.fact == .exceptionType else { return }
          collector.draft.outcome.takeException(value, names: &collector.batch.names)
        }
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The beginning of a text, for messages.
  var excerpt: String {
    let text = prefix(40).map { $0 < 0x20 ? UInt8(0x20) : $0 }
    return String(decoding: text, as: UTF8.self) + (count > 40 ? "…" : "")
  }
}
