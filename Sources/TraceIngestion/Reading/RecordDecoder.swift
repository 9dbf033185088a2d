import JSONBridge
public import TraceModel

/// Turns records into spans: recognises each, parses it, and hands it to the decoder of its format.
///
/// One a thread: it owns a parser and a collector. Records may come from any input in any order.
public struct RecordDecoder: ~Copyable {
  var collector = SpanCollector()
  private var parser: JSONDocumentParser
  private var duplicates = DuplicateMemberScan()
  private let only: InputFormat?
  private let engine: JSONEngine
  private let depthLimit: Int
  private let memory = CursorMemory()

  public init(options: ReadingOptions = ReadingOptions()) {
    parser = JSONDocumentParser(depthLimit: options.depthLimit)
    only = options.inputFormat
    engine = options.engine
    depthLimit = options.depthLimit
  }

  /// Whether records of a format are wanted. Tempo's is a form of OTLP.
  func takes(_ format: InputFormat) -> Bool {
    only == nil || only == format || (only == .otlpJSON && format == .tempoJSON)
      || (only == .tempoJSON && format == .otlpJSON)
  }

  /// A fast reader over bytes that outlive it.
  func cursor(_ bytes: UnsafeRawBufferPointer) -> JSONCursorReader {
    JSONCursorReader(bytes, memory: memory, depthLimit: depthLimit)
  }

  /// Decodes the records of a chunk. Decoders of several threads each take chunks, in any order; their batches append.
  public mutating func decode(_ chunk: RecordChunk) {
    collector.file = chunk.file
    chunk.bytes.withUnsafeBytes { bytes in
      for record in chunk.records where record.range.upperBound <= bytes.count {
        collector.line = record.line
        collector.byteOffset = record.byteOffset
        let slice = UnsafeRawBufferPointer(rebasing: bytes[record.range])
        decode(slice, member: record.member, isExplicit: chunk.isExplicit)
      }
    }
  }

  /// What was decoded, and how much of it.
  public consuming func finish() -> (SpanBatch, ReadingCounts) {
    (collector.batch, collector.counts)
  }

  /// Decodes one record.
  ///
  /// - Parameters:
  ///   - member: the list of a document that the record is an element of; nil for a whole document.
  ///   - isExplicit: whether the user named the file; what is no trace in a directory is none of our business.
  /// - Returns: whether the record was one that spans are read from.
  @discardableResult
  mutating func decode(_ record: UnsafeRawBufferPointer, member: String?, isExplicit: Bool) -> Bool {
    if engine == .cursor, decodeAtOnce(record, member: member) { return true }
    var form = FormDetector.form(of: record)
    if form == .unknown, let member, member != "data" {
      // An element without any spans, such as an empty object.
      form = .resourceSpans
    }
    guard let format = format(of: form, member: member) else {
      refuse(form, record, isExplicit: isExplicit)
      return false
    }
    guard takes(format) else {
      collector.problem(.otherFormat, detail: "it is \(format.rawValue)")
      return false
    }
    collector.counts.records += 1
    collector.counts.formats.insert(format)
    if engine == .jsonC || !walk(record, form) { parse(record, form) }
    return true
  }

  /// Decodes a record as what its place and its first member promise, without looking at it before; false, with nothing
  /// decoded, at any doubt.
  private mutating func decodeAtOnce(_ record: UnsafeRawBufferPointer, member: String?) -> Bool {
    let mark = collector.beginTentatively()
    collector.isUndetected = true
    var reader = cursor(record)
    var format: InputFormat?
    switch member {
    case nil: format = WholeDocument.decode(&reader, into: &collector)?.format
    case "resourceSpans":
      format = .otlpJSON
      OTLPDecoder.decode(&reader, into: &collector)
    case "data":
      format = .jaegerJSON
      JaegerDecoder.decodeTrace(&reader, into: &collector)
    default: break
    }
    collector.isUndetected = false
    guard let format, reader.finishes(), !collector.isDoubtful, takes(format) else {
      collector.takeBack(to: mark)
      return false
    }
    collector.keep()
    collector.counts.records += 1
    if !collector.counts.formats.contains(format) { collector.counts.formats.insert(format) }
    return true
  }

  /// Decodes one `ResourceSpans` of OTLP's binary form.
  mutating func decodeMessage(_ message: UnsafeRawBufferPointer) {
    guard only == nil || only == .otlpProtobuf else {
      return collector.problem(.otherFormat, detail: "it is \(InputFormat.otlpProtobuf.rawValue)")
    }
    switch OTLPProtobufDecoder.decode(message, into: &collector) {
    case .spans:
      collector.counts.records += 1
      collector.counts.formats.insert(.otlpProtobuf)
    case .otherSignal: collector.counts.otherSignals += 1
    case .damaged: collector.problem(.malformedRecord, detail: "a message ends inside a field")
    }
  }

  private func format(of form: RecordForm, member: String?) -> InputFormat? {
    switch form {
    case .resourceSpans: member == "batches" ? .tempoJSON : .otlpJSON
    case .jaegerTrace, .jaegerSpan, .elasticsearchHit: .jaegerJSON
    case .zipkinSpan: .zipkinJSON
    case .refused, .unknown: nil
    }
  }

  /// Decodes a record with the fast engine; false, with nothing decoded, when that has any doubt.
  private mutating func walk(_ record: UnsafeRawBufferPointer, _ form: RecordForm) -> Bool {
    let mark = collector.beginTentatively()
    var reader = cursor(record)
    Self.decode(&reader, form, into: &collector)
    if reader.finishes(), !collector.isDoubtful {
      collector.keep()
      return true
    }
    collector.takeBack(to: mark)
    return false
  }

  private static func decode<Reader: JSONReader>(
    _ reader: inout Reader, _ form: RecordForm, into collector: inout SpanCollector
  ) {
    switch form {
    case .resourceSpans: OTLPDecoder.decode(&reader, into: &collector)
    case .jaegerTrace: JaegerDecoder.decodeTrace(&reader, into: &collector)
    case .jaegerSpan: JaegerDecoder.decodeSpan(&reader, into: &collector)
    case .elasticsearchHit: JaegerDecoder.decodeHit(&reader, into: &collector)
    case .zipkinSpan: ZipkinDecoder.decode(&reader, into: &collector)
    case .refused, .unknown: break
    }
  }

  private mutating func parse(_ record: UnsafeRawBufferPointer, _ form: RecordForm) {
    do throws(JSONError) {
      let before = collector.counts.spans
      try parser.withDocument(record, isSliced: true) { (reader) throws(JSONError) in
        Self.decode(&reader, form, into: &collector)
      }
      // The tree has only the last of two members, so the text is asked, once it is known to be JSON.
      if collector.counts.spans > before, let duplicate = duplicates.first(in: record) {
        let place = DataLocation(
          file: collector.file, line: collector.line,
          byteOffset: collector.byteOffset.map { $0 + duplicate.byteOffset },
          detail: "\"\(duplicate.name)\" occurs twice in one object"
        )
        collector.report(.duplicateKey, at: place)
      }
    } catch {
      malformed(error)
    }
  }

  private mutating func malformed(_ error: JSONError) {
    let problem: Problem =
      switch error.code {
      case .tooDeep: .tooDeep
      case .invalidUTF8: .invalidUTF8
      case .truncated: .truncatedRecord
      case .tooLarge: .oversizedRecord
      default: .malformedRecord
      }
    let place = DataLocation(
      file: collector.file, line: collector.line,
      byteOffset: collector.byteOffset.map { $0 + (error.byteOffset ?? 0) }, detail: error.message
    )
    collector.report(problem, at: place)
  }

  private mutating func refuse(_ form: RecordForm, _ record: UnsafeRawBufferPointer, isExplicit: Bool) {
    let place = DataLocation(file: collector.file, line: collector.line, byteOffset: collector.byteOffset)
    if case .refused(let form) = form { return collector.refuse(form, at: place) }
    // What does not even parse is damage; what does is some other document. In a directory neither is our business, and a
    // large document is not worth a tree of it.
    guard isExplicit, record.count < 16 << 20 else {
      return collector.report(.notATrace, at: place, isLoss: isExplicit)
    }
    do throws(JSONError) {
      try parser.withDocument(record) { (_) throws(JSONError) in }
      collector.report(.notATrace, at: place, isLoss: true)
    } catch {
      malformed(error)
    }
  }
}
