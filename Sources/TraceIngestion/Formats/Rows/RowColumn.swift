import JSONBridge
import TraceModel

/// Reads the value of one column.
enum RowColumn {
  static func read<Reader: JSONReader>(
    _ column: Column, _ reader: inout Reader, _ collector: inout SpanCollector
  ) {
    switch column {
    case .ignored: reader.skip()
    case .traceID(let notation): trace(notation, &reader, &collector)
    case .spanID(let notation): if let id = span(notation, &reader, &collector) { collector.row.id = id }
    case .parentID(let notation): if let id = span(notation, &reader, &collector) { collector.row.parent = id }
    case .extraID(let number, let notation):
      if let id = span(notation, &reader, &collector) { collector.row.setExtraID(number, id) }
    case .start(let unit): if let time = time(unit, &reader, &collector) { collector.row.start = time }
    case .end(let unit): if let time = time(unit, &reader, &collector) { collector.row.end = time }
    case .duration(let unit): duration(unit, &reader, &collector)
    case .name: if let name = name(&reader, &collector) { collector.row.name = name }
    case .otherName: if let name = name(&reader, &collector) { collector.row.otherName = name }
    case .kind: kind(&reader, &collector)
    case .flags: flags(&reader, &collector)
    case .service: resource(.service, 0, &reader, &collector)
    case .instance: resource(.instance, 0, &reader, &collector)
    case .resource(let fact): resource(fact, 1, &reader, &collector)
    case .fact(let rule): RowAttributes.value(rule, isResource: false, &reader, &collector)
    case .attributes: RowAttributes.read(&reader, &collector, isResource: false)
    case .resourceAttributes: RowAttributes.read(&reader, &collector, isResource: true)
    case .links: RowLinks.read(&reader, &collector)
    case .linkedTraces: RowLinks.traces(&reader, &collector)
    case .linkedSpans: RowLinks.spans(&reader, &collector)
    case .events: RowEvents.read(&reader, &collector)
    case .dropped: dropped(&reader, &collector)
    case .note(let number): note(number, &reader, &collector)
    }
  }

  // MARK: Identifiers

  private static func trace<Reader: JSONReader>(
    _ notation: IDNotation, _ reader: inout Reader, _ collector: inout SpanCollector
  ) {
    if notation == .hexadecimal, let id = reader.readPlainTraceID(&collector.lastTrace) {
      if id.isValid { collector.row.trace = id }
      return
    }
    if notation == .decimal, reader.kind == .number {
      if let number = reader.readUnsigned() { collector.row.trace = TraceID(low: number) }
      return
    }
    guard let text = identifier(&reader, &collector), !text.isEmpty else { return }
    if let id = RowIDs.trace(text, notation) {
      if id.isValid { collector.row.trace = id } else { collector.row.badID = text.excerpt }
    } else {
      collector.problem(.unusualID, detail: "trace id \"\(text.excerpt)\"")
      collector.row.trace = TraceID(low: Identifiers.standIn(text))
    }
  }

  private static func span<Reader: JSONReader>(
    _ notation: IDNotation, _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> SpanID? {
    if notation == .decimal, reader.kind == .number { return reader.readUnsigned().map { SpanID($0) } }
    if notation != .decimal, let id = reader.readPlainSpanID() { return id }
    guard let text = identifier(&reader, &collector), !text.isEmpty else { return nil }
    if let id = RowIDs.span(text, notation) { return id }
    collector.problem(.unusualID, detail: "span id \"\(text.excerpt)\"")
    return SpanID(Identifiers.standIn(text))
  }

  /// The text of an identifier; null is as good as absent.
  private static func identifier<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> UnsafeRawBufferPointer? {
    guard reader.kind == .string else {
      collector.skip(&reader, expecting: "an identifier")
      return nil
    }
    return reader.readString()
  }

  // MARK: Times

  static func time<Reader: JSONReader>(
    _ unit: TimeUnit, _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> UInt64? {
    switch reader.kind {
    case .string:
      guard let text = reader.readString(), !text.isEmpty else { return nil }
      if let time = RowTime.time(text, unit) { return time }
      collector.problem(.outOfRange, path: reader.path, detail: "expected a time, found \"\(text.excerpt)\"")
      return nil
    case .number: return number(unit, &reader, &collector)
    case .null, .boolean, .array, .object:
      collector.skip(&reader, expecting: "a time")
      return nil
    }
  }

  private static func duration<Reader: JSONReader>(
    _ unit: TimeUnit, _ reader: inout Reader, _ collector: inout SpanCollector
  ) {
    switch reader.kind {
    case .string:
      guard let text = reader.readString(), !text.isEmpty else { return }
      collector.row.duration = RowTime.duration(text, unit)
    case .number: if let length = number(unit, &reader, &collector) { collector.row.duration = length }
    case .null, .boolean, .array, .object: collector.skip(&reader, expecting: "a duration")
    }
  }

  /// A whole number without loss, or one with a fraction.
  private static func number<Reader: JSONReader>(
    _ unit: TimeUnit, _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> UInt64? {
    var attempt = reader
    if let whole = attempt.readUnsigned() {
      reader = attempt
      if let time = RowTime.nanoseconds(whole, 0, unit) { return time }
    } else if let number = reader.readDouble(), let time = RowTime.nanoseconds(number, unit) {
      return time
    }
    collector.problem(.outOfRange, path: reader.path, detail: "expected a time that is not negative")
    return nil
  }

  // MARK: The rest

  private static func name<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> NameID? {
    guard let text = reader.readString() else { return nil }
    return collector.mask.intern(text, isPath: false, in: &collector.batch.names)
  }

  private static func kind<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    if reader.kind == .number {
      guard let number = reader.readUnsigned() else { return }
      collector.draft.kind = UInt8(exactly: number).flatMap(SpanKind.init(rawValue:)) ?? .unspecified
    } else if let text = reader.readString(), let kind = RowKind.kind(text) {
      collector.draft.kind = kind
    }
  }

  private static func flags<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard let flags = reader.readUnsignedText() else { return }
    if flags & 0x100 != 0 { collector.draft.flags.insert(.knowsRemoteParent) }
    if flags & 0x300 == 0x300 { collector.draft.flags.insert(.remoteParent) }
  }

  private static func resource<Reader: JSONReader>(
    _ fact: ResourceFact, _ rank: UInt8, _ reader: inout Reader, _ collector: inout SpanCollector
  ) {
    RowAttributes.value(FactRule(fact: .resource(fact), rank: rank), isResource: true, &reader, &collector)
  }

  private static func dropped<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard let count = reader.readUnsignedText(), count > 0 else { return }
    collector.draft.flags.insert(.truncated)
    collector.problem(.droppedByLimit)
  }

  private static func note<Reader: JSONReader>(
    _ number: Int, _ reader: inout Reader, _ collector: inout SpanCollector
  ) {
    JaegerTags.value(&reader) { value in
      collector.row.setNote(number, value.name(in: &collector.batch.names))
    }
  }
}

/// Identifiers as rows write them.
enum RowIDs {
  /// All zeros stand for none. Nil for a text that is no identifier of the notation.
  static func trace(_ text: UnsafeRawBufferPointer, _ notation: IDNotation) -> TraceID? {
    switch notation {
    case .decimal: DecimalText.unsigned(text).map { TraceID(low: $0) }
    case .hexadecimal: hexadecimal(text) ?? Identifiers.base64(text, byteCount: 16)
    case .xray: xray(text) ?? hexadecimal(text)
    case .text: hexadecimal(text) ?? TraceID(low: Identifiers.standIn(text))
    }
  }

  static func span(_ text: UnsafeRawBufferPointer, _ notation: IDNotation) -> SpanID? {
    switch notation {
    case .decimal: DecimalText.unsigned(text).map { SpanID($0) }
    case .text: (hexadecimal(text)?.low).map { SpanID($0) } ?? SpanID(Identifiers.standIn(text))
    case .hexadecimal, .xray:
      // Of longer ones the end tells them apart.
      (hexadecimal(text) ?? Identifiers.base64(text, byteCount: 8)).map { SpanID($0.low) }
    }
  }

  private static func hexadecimal(_ text: UnsafeRawBufferPointer) -> TraceID? {
    let isPrefixed = text.count > 2 && text[0] == 0x30 && text[1] | 0x20 == 0x78
    return Identifiers.hexadecimal(isPrefixed ? UnsafeRawBufferPointer(rebasing: text.dropFirst(2)) : text)
  }

  /// `1-67891233-abcdef012345678912345678`: 8 and 24 digits.
  private static func xray(_ text: UnsafeRawBufferPointer) -> TraceID? {
    guard text.count > 2, text[0] == 0x31, text[1] == 0x2D else { return nil }
    let digits = text[2...].filter { $0 != 0x2D }
    // Longer ones occur in files that were written by hand: what tells them apart is at the end.
    return digits.suffix(32).withUnsafeBytes { Identifiers.hexadecimal($0) }
  }
}

/// Kinds as rows write them.
enum RowKind {
  /// `Server`, `SPAN_KIND_SERVER`, `SpanKind.SERVER`, `RPC_SERVER`, or a number of OpenTelemetry's.
  static func kind(_ text: UnsafeRawBufferPointer) -> SpanKind? {
    if let number = DecimalText.unsigned(text) { return UInt8(exactly: number).flatMap(SpanKind.init(rawValue:)) }
    var word = text
    for prefix in ["SpanKind.", "RPC_"] as [StaticString] where word.hasPrefix(prefix) {
      word = UnsafeRawBufferPointer(rebasing: word.dropFirst(prefix.utf8CodeUnitCount))
    }
    return SpanKind(word: .text(word))
  }
}
