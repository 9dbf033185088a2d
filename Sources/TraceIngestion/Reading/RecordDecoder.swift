import JSONBridge
public import TraceModel

/// Turns records into spans: recognises each, parses it, and hands it to the decoder of its format.
///
/// One a thread: it owns a parser and a collector. Records may come from any input in any order.
public struct RecordDecoder: ~Copyable {
  var collector = SpanCollector()
  private var parser: JSONDocumentParser
  private var duplicates = DuplicateMemberScan()
  /// The formats that are read; nil for all.
  private let wanted: [InputFormat]?
  private let engine: JSONEngine
  /// Rows whose columns the user explained.
  private let mapped: MappedRows?
  private let depthLimit: Int
  private let memory = CursorMemory()

  public init(options: ReadingOptions = ReadingOptions()) {
    parser = JSONDocumentParser(depthLimit: options.depthLimit)
    wanted = SpanFormats.family(of: options.inputFormat)
    engine = options.engine
    mapped = options.columns.map { MappedRows($0) }
    depthLimit = options.depthLimit
  }

  /// Whether records of a format are wanted.
  func takes(_ format: InputFormat) -> Bool { wanted?.contains(format) ?? true }

  /// A fast reader over bytes that outlive it.
  func cursor(_ bytes: UnsafeRawBufferPointer) -> JSONCursorReader {
    JSONCursorReader(bytes, memory: memory, depthLimit: depthLimit)
  }

  /// Decodes one record.
  ///
  /// - Parameters:
  ///   - member: the list of a document that the record is an element of; nil for a whole document.
  ///   - isExplicit: whether the user named the file; what is no trace in a directory is none of our business.
  /// - Returns: whether the record was one that spans are read from.
  @discardableResult
  mutating func decode(_ record: UnsafeRawBufferPointer, member: String?, isExplicit: Bool) -> Bool {
    if record.isEmptyObject, member == nil || member == "data" {
      collector.counts.otherBytes += record.count
      return false
    }
    if engine == .cursor, decodeAtOnce(record, member: member) { return true }
    return decode(record, member: member, isExplicit: isExplicit, depth: 0)
  }

  /// Decodes a record that is looked at first.
  ///
  /// - Parameter depth: how many records and texts it is inside of.
  private mutating func decode(
    _ record: UnsafeRawBufferPointer, member: String?, isExplicit: Bool, depth: Int
  ) -> Bool {
    let found = mapped?.contents(of: record) ?? SpanFormats.recogniser.contents(of: record)
    switch Self.contents(found, in: member) {
    case .spans(let format, let decoding)?: return decode(record, as: format, decoding)
    case .record(let name)? where depth < Self.nesting:
      guard let inner = Self.value(of: name, in: record) else { break }
      return decode(inner, member: nil, isExplicit: isExplicit, depth: depth + 1)
    case .documents(let names)? where depth < Self.nesting:
      if let found = decodeText(in: record, names, isExplicit: isExplicit, depth: depth + 1) { return found }
    case .records(let names)? where depth < Self.nesting:
      let layout = RecordLayout(lists: names.map(\.description))
      return decodeAll(in: record, RecordSlicer(layout: layout), isExplicit: isExplicit, depth: depth + 1)
    case .separator?: return false
    case nil where depth < Self.nesting:
      if let isTrace = decodeQuoted(in: record, isExplicit: isExplicit, depth: depth + 1) { return isTrace }
    default: break
    }
    refuse(found, record, isExplicit: isExplicit)
    return false
  }

  /// How deep documents may be inside of documents.
  private static let nesting = 4

  /// What a record is by its members, or else by the list that it was in. A list decides between the names of one format.
  private static func contents(_ found: RecordContents?, in member: String?) -> RecordContents? {
    guard let list = SpanFormats.contents(of: member) else { return found }
    guard let found else { return list }
    guard let own = found.format, let format = list.format, SpanFormats.areOneFamily(own, format) else { return found }
    return list
  }

  private mutating func decode(
    _ record: UnsafeRawBufferPointer, as format: InputFormat, _ decoding: RecordDecoding
  ) -> Bool {
    guard takes(format) else {
      collector.counts.unreadBytes += record.count
      collector.problem(.otherFormat, detail: "it is \(format.rawValue)")
      return false
    }
    collector.count(format)
    let before = (collector.counts.spans, collector.counts.rejected)
    if engine == .jsonC || !walk(record, decoding) { parse(record, decoding) }
    collector.settle(bytes: record.count, since: before)
    return true
  }

  /// Decodes a record as what its place and its first member promise, without looking at it before; false, with nothing
  /// decoded, at any doubt.
  private mutating func decodeAtOnce(_ record: UnsafeRawBufferPointer, member: String?) -> Bool {
    let before = (collector.counts.spans, collector.counts.rejected)
    let mark = collector.beginTentatively()
    collector.isUndetected = true
    var reader = cursor(record)
    let found = WholeDocument.decode(&reader, elementOf: member, into: &collector)
    collector.isUndetected = false
    guard let found, reader.finishes(), !collector.isDoubtful, takes(found.format) else {
      collector.takeBack(to: mark)
      return false
    }
    collector.keep()
    collector.count(found.format)
    collector.settle(bytes: record.count, since: before)
    return true
  }

  /// Decodes a record that a cutter cut out.
  mutating func decode(_ record: CutRecord, _ bytes: UnsafeRawBufferPointer) {
    switch record.reading {
    case .json(let format, let decoding): _ = decode(bytes, as: format, decoding)
    case .text(let text): decode(text: text)
    case .bytes(let format, let read):
      guard takes(format) else {
        collector.counts.unreadBytes += bytes.count
        return collector.problem(.otherFormat, detail: "it is \(format.rawValue)")
      }
      let before = (collector.counts.spans, collector.counts.rejected)
      defer { collector.settle(bytes: bytes.count, since: before) }
      switch read(bytes, &collector) {
      case .spans: collector.count(format)
      case .otherSignal: collector.counts.otherSignals += 1
      case .damaged(let reason): collector.problem(.malformedRecord, detail: reason)
      }
    }
  }

  // MARK: Records inside of records

  /// The text of a member's value.
  private static func value(of name: StaticString, in record: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    var members = ShallowMembers(record)
    while let member = members.next() {
      if member.key.spells(name) { return member.value.isEmpty ? nil : member.value }
    }
    return nil
  }

  /// Decodes the documents that a member holds as text; nil when there is no such text.
  private mutating func decodeText(
    in record: UnsafeRawBufferPointer, _ names: [StaticString], isExplicit: Bool, depth: Int
  ) -> Bool? {
    for name in names {
      guard let value = Self.value(of: name, in: record), let text = JSONText.unescaped(value) else { continue }
      return text.withUnsafeBytes {
        decodeAll(in: $0, RecordSlicer(layout: SpanFormats.layout), isExplicit: isExplicit, depth: depth)
      }
    }
    return nil
  }

  /// Decodes the documents that stand in texts of a record of any kind; nil when there are none.
  private mutating func decodeQuoted(in record: UnsafeRawBufferPointer, isExplicit: Bool, depth: Int) -> Bool? {
    var documents = QuotedDocuments(record)
    var isTrace: Bool?
    while let text = documents.next() {
      collector.problem(.wrappedRecord)
      let found = text.withUnsafeBytes {
        decodeAll(in: $0, RecordSlicer(layout: SpanFormats.layout), isExplicit: isExplicit, depth: depth)
      }
      isTrace = isTrace == true || found
    }
    return isTrace
  }

  /// Decodes a line of a log: the document that it ends in, if any.
  private mutating func decode(text: [UInt8]) {
    text.withUnsafeBytes { bytes in
      let names = QuotedDocuments.firstMembers
      let inner = RecordLayout.document(in: bytes, from: 0, to: bytes.count, beginningWith: names)
      guard let start = inner ?? (bytes.first == UInt8(ascii: "{") ? 0 : nil) else {
        if SpanSigns.areIn(text: bytes) {
          collector.counts.unreadBytes += bytes.count
          collector.problem(.unreadSpans)
        } else {
          collector.counts.otherBytes += bytes.count
        }
        return
      }
      if inner != nil { collector.problem(.wrappedRecord) }
      let document = UnsafeRawBufferPointer(rebasing: bytes[start...])
      _ = decodeAll(in: document, RecordSlicer(layout: SpanFormats.layout), isExplicit: true, depth: 1)
    }
  }

  /// Decodes all records of a text that stands inside of a record. Places are those of the record.
  private mutating func decodeAll(
    in bytes: UnsafeRawBufferPointer, _ slicer: consuming RecordSlicer, isExplicit: Bool, depth: Int
  ) -> Bool {
    var slicer = slicer
    var isTrace = false
    while case .event(let event) = InputEvent.next(of: &slicer, in: bytes, isComplete: true) {
      switch event {
      case .record(let record, _, _):
        let inner = UnsafeRawBufferPointer(rebasing: bytes[record.range])
        isTrace = decode(inner, member: record.member, isExplicit: isExplicit, depth: depth) || isTrace
      case .opened(let isDistinctive): isTrace = isTrace || isDistinctive
      case .signal(let kind): collector.count(signal: kind)
      case .note(let problem, _, _): collector.problem(problem)
      case .slicingFault(let fault): collector.problem(Problem(fault.kind), detail: fault.message)
      case .skipped(let skipped): collector.skipped(skipped)
      case .cut, .problem, .broken, .inputFault: break
      }
    }
    return isTrace
  }

  // MARK: Engines

  /// Decodes a record with the fast engine; false, with nothing decoded, when that has any doubt.
  private mutating func walk(_ record: UnsafeRawBufferPointer, _ decoding: RecordDecoding) -> Bool {
    let mark = collector.beginTentatively()
    var reader = cursor(record)
    decoding.cursor(&reader, &collector)
    if reader.finishes(), !collector.isDoubtful {
      collector.keep()
      return true
    }
    collector.takeBack(to: mark)
    return false
  }

  private mutating func parse(_ record: UnsafeRawBufferPointer, _ decoding: RecordDecoding) {
    do throws(JSONError) {
      let before = collector.counts.spans
      try parser.withDocument(record, isSliced: true) { (reader) throws(JSONError) in
        decoding.tree(&reader, &collector)
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

  /// Takes a record that no format reads for what it is: damage, spans in a form that is not read, or something else.
  private mutating func refuse(_ contents: RecordContents?, _ record: UnsafeRawBufferPointer, isExplicit: Bool) {
    if case .refused(let refusal)? = contents {
      if refusal.holdsSpans { collector.counts.unreadBytes += record.count }
      return collector.refuse(
        refusal, at: DataLocation(file: collector.file, line: collector.line, byteOffset: collector.byteOffset))
    }
    if let error = damage(of: record) {
      collector.counts.unreadBytes += record.count
      return malformed(error)
    }
    guard SpanSigns.areIn(record: record) else {
      collector.counts.otherBytes += record.count
      return
    }
    collector.counts.unreadBytes += record.count
    collector.problem(.unreadSpans)
  }

  /// Why a text is no JSON; nil when it is. A large one is not worth a tree of it.
  private mutating func damage(of record: UnsafeRawBufferPointer) -> JSONError? {
    var reader = cursor(record)
    reader.skip()
    if reader.finishes() || record.count >= 16 << 20 { return nil }
    do throws(JSONError) {
      try parser.withDocument(record) { (_) throws(JSONError) in }
      return nil
    } catch {
      return error
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are an object without members.
  var isEmptyObject: Bool {
    count >= 2 && first == UInt8(ascii: "{") && last == UInt8(ascii: "}") && count < 16
      && self[1..<count - 1].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }
}
