import JSONBridge
import TraceModel

/// Cuts traces of version 0.5 into their spans: a list of texts, and spans that name them by number.
struct DatadogCutter: RecordCutter {
  private(set) var consumed = 0
  private(set) var base = 0
  private var texts: DatadogTexts?
  private var isInside = false

  /// Nil when the bytes are not an array that begins with an array of texts.
  init?(front: [UInt8]) {
    let text = front.prefix(256).filter { $0 > 0x20 }
    guard text.starts(with: Array("[[\"".utf8)) else { return nil }
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    if texts == nil {
      guard let start = Self.list(in: buffer, from: 0), let end = Self.end(of: start, in: buffer) else {
        return isComplete ? .broken("expected a list of texts", at: 0) : .needsMore
      }
      let list = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
      guard let found = DatadogTexts(list) else { return .broken("expected a list of texts", at: start) }
      texts = found
      consumed = end
    }
    while consumed < buffer.count {
      switch buffer[consumed] {
      case 0x5B where isInside:
        guard let end = Self.end(of: consumed, in: buffer) else {
          return isComplete ? .broken("a span ends before it is complete", at: consumed) : .needsMore
        }
        let start = consumed
        consumed = end
        return .record(
          CutRecord(range: start..<end, start: start, line: nil, reading: .json(.datadogJSON, decoding)))
      case 0x5B:
        // The list of traces, and each trace in it.
        depth += 1
        isInside = depth == 2
      case 0x5D:
        isInside = false
        depth = max(depth - 1, 0)
        if depth == 1 { isInside = false }
      case 0x2C, 0x20, 0x0A, 0x0D, 0x09: break
      default: return .broken("expected a list of traces", at: consumed)
      }
      consumed += 1
    }
    return isComplete ? .finished : .needsMore
  }

  /// Lists that are open behind the texts: that of all traces, and a trace.
  private var depth = 0

  private static func list(in buffer: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let first = buffer[start...].firstIndex(of: 0x5B) else { return nil }
    return buffer[(first + 1)...].firstIndex(of: 0x5B)
  }

  private static func end(of start: Int, in buffer: UnsafeRawBufferPointer) -> Int? {
    guard case .complete(let end) = StructureScan.container(in: buffer, from: start) else { return nil }
    return end
  }

  private var decoding: RecordDecoding {
    RecordDecoding(
      cursor: { [texts] in DatadogNumbered.decode(&$0, texts, into: &$1) },
      tree: { [texts] in DatadogNumbered.decode(&$0, texts, into: &$1) }
    )
  }

  mutating func dropConsumed() {
    base += consumed
    consumed = 0
  }
}

/// The texts of a payload, by number.
///
/// A class because spans borrow the texts' bytes; it never changes once made, hence it may be shared by threads.
final class DatadogTexts: @unchecked Sendable {
  private let header: ColumnHeader

  init?(_ list: UnsafeRawBufferPointer) {
    var names: [String] = []
    let isList = NestedDocument().with(list) { reader in
      guard reader.enterArray() else { return }
      while reader.nextElement() {
        names.append(reader.readString().map { String(decoding: $0, as: UTF8.self) } ?? "")
      }
    }
    guard isList else { return nil }
    header = ColumnHeader(names)
  }

  subscript(_ number: UInt64) -> UnsafeRawBufferPointer? { Int(exactly: number).flatMap { header.name($0) } }
}

/// Reads one span of version 0.5: twelve values in order, of which the texts are numbers.
enum DatadogNumbered {
  static func decode<Reader: JSONReader>(
    _ reader: inout Reader, _ texts: DatadogTexts?, into collector: inout SpanCollector
  ) {
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "a span") }
    var place = 0
    while reader.nextElement() {
      read(place, &reader, texts, &collector)
      place += 1
    }
    DatadogDecoder.settle(&collector)
    collector.commitRow(firstLink: firstLink, path: reader.path)
  }

  private static func read<Reader: JSONReader>(
    _ place: Int, _ reader: inout Reader, _ texts: DatadogTexts?, _ collector: inout SpanCollector
  ) {
    func text(_ reader: inout Reader) -> UnsafeRawBufferPointer? { reader.readUnsigned().flatMap { texts?[$0] } }
    switch place {
    case 0:
      if let name = text(&reader) { collector.row.resource.set(.service, collector.batch.names.intern(name)) }
    case 1:
      if let name = text(&reader) { collector.row.otherName = collector.batch.names.intern(name) }
    case 2:
      if let name = text(&reader) {
        collector.row.name = collector.mask.intern(name, isPath: false, in: &collector.batch.names)
      }
    case 3: RowColumn.read(.traceID(.decimal), &reader, &collector)
    case 4: RowColumn.read(.spanID(.decimal), &reader, &collector)
    case 5: RowColumn.read(.parentID(.decimal), &reader, &collector)
    case 6: RowColumn.read(.start(.nanoseconds), &reader, &collector)
    case 7: RowColumn.read(.duration(.nanoseconds), &reader, &collector)
    case 8: RowColumn.read(.note(DatadogColumns.Note.error), &reader, &collector)
    case 9: meta(&reader, texts, &collector)
    case 11:
      if let type = text(&reader) {
        collector.row.setNote(DatadogColumns.Note.type, collector.batch.names.intern(type))
      }
    default: reader.skip()
    }
  }

  /// Texts by texts, both by number; the names are digits in quotes.
  private static func meta<Reader: JSONReader>(
    _ reader: inout Reader, _ texts: DatadogTexts?, _ collector: inout SpanCollector
  ) {
    guard reader.enterObject() else { return reader.skip() }
    while let member = reader.nextMember() {
      let key = DecimalText.unsigned(member).flatMap { texts?[$0] }
      guard let key, let value = reader.readUnsigned().flatMap({ texts?[$0] }) else {
        if key == nil { reader.skip() }
        continue
      }
      guard let rule = collector.table.rule(for: key) else { continue }
      RowAttributes.apply(rule, .text(value), isResource: false, &collector)
    }
  }
}
