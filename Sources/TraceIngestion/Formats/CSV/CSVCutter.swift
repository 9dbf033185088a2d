import JSONBridge

/// A kind of table, known by the names of its columns.
struct CSVTable: Sendable {
  var format: InputFormat
  /// Whether a table with these columns is one of this kind.
  var matches: @Sendable (_ columns: Set<String>) -> Bool
  /// Reads the span of one row.
  var read: @Sendable (inout CSVRowReader, inout SpanCollector) -> Void
}

/// Cuts comma-separated values into rows. The first row names the columns.
struct CSVCutter: RecordCutter {
  private let table: CSVTable
  private let header: ColumnHeader
  private let separator: UInt8
  /// How many bytes the row of names has.
  private let headerLength: Int
  private(set) var consumed = 0
  private(set) var base = 0
  private var line = 1

  /// Nil when the bytes do not begin with the names of a known table's columns.
  init?(front: [UInt8], tables: [CSVTable]) {
    let start = front.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard start < front.count, front[start] != 0x7B, front[start] != 0x5B else { return nil }
    let found = front.withUnsafeBytes { bytes -> (names: [String], separator: UInt8, length: Int)? in
      guard let end = CSVRows.end(in: bytes, from: start) else { return nil }
      let row = CSVRows.trimmed(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      for separator in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")] where row.contains(separator) {
        let cells = CSVCells(row, separator: separator)
        return (cells.cells.map { String(decoding: $0.bytes, as: UTF8.self) }, separator, end)
      }
      return nil
    }
    guard let found else { return nil }
    let columns = Set(found.names)
    guard let table = tables.first(where: { $0.matches(columns) }) else { return nil }
    self.table = table
    header = ColumnHeader(found.names)
    separator = found.separator
    headerLength = found.length
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    if base == 0, consumed < headerLength {
      guard buffer.count >= headerLength else { return isComplete ? .finished : .needsMore }
      consumed = headerLength
      line = 2
    }
    while consumed < buffer.count, buffer[consumed] == 0x0A || buffer[consumed] == 0x0D {
      if buffer[consumed] == 0x0A { line += 1 }
      consumed += 1
    }
    guard consumed < buffer.count else { return isComplete ? .finished : .needsMore }
    let found = CSVRows.end(in: buffer, from: consumed)
    if found == nil, !isComplete { return .needsMore }
    let start = consumed
    let end = found ?? buffer.count
    consumed = end
    let row = CutRecord(range: start..<end, start: start, line: line, reading: .bytes(table.format, reading))
    line += buffer[start..<end].count { $0 == 0x0A }
    return .record(row)
  }

  private var reading: @Sendable (UnsafeRawBufferPointer, inout SpanCollector) -> CutOutcome {
    { [table, header, separator] bytes, collector in
      let cells = CSVCells(CSVRows.trimmed(bytes), separator: separator)
      guard cells.cells.count == header.count else {
        return .damaged("a row of \(cells.cells.count) cells in a table of \(header.count) columns")
      }
      var reader = CSVRowReader(cells.cells, header)
      table.read(&reader, &collector)
      withExtendedLifetime(cells) {}
      return .spans
    }
  }

  mutating func dropConsumed() {
    base += consumed
    consumed = 0
  }
}
