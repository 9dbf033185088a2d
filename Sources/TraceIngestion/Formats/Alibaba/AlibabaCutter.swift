/// Cuts call graphs into blocks of whole rows: the two rows of a call stand apart, though close in time.
struct AlibabaCutter: RecordCutter {
  /// How large a block is. Calls on the border of two blocks lose one of their sides.
  private static let blockSize = 8 << 20

  private let columns: AlibabaColumns
  private let separator: UInt8
  private let columnCount: Int
  private let headerLength: Int
  private(set) var consumed = 0
  private(set) var base = 0
  private var line = 1

  /// Nil when the bytes do not begin with the names of the columns.
  init?(front: [UInt8]) {
    let start = front.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard start < front.count, front[start] != 0x7B, front[start] != 0x5B else { return nil }
    let found = front.withUnsafeBytes { bytes -> (names: [String], separator: UInt8, length: Int)? in
      guard let end = CSVRows.end(in: bytes, from: start) else { return nil }
      let row = CSVRows.trimmed(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      let separator: UInt8 = row.contains(0x09) ? 0x09 : 0x2C
      let cells = CSVCells(row, separator: separator)
      return (cells.cells.map { String(decoding: $0.bytes, as: UTF8.self) }, separator, end)
    }
    guard let found, AlibabaColumns.matches(Set(found.names)) else { return nil }
    columns = AlibabaColumns(found.names)
    separator = found.separator
    columnCount = found.names.count
    headerLength = found.length
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    if base == 0, consumed < headerLength {
      guard buffer.count >= headerLength else { return isComplete ? .finished : .needsMore }
      consumed = headerLength
      line = 2
    }
    guard consumed < buffer.count else { return isComplete ? .finished : .needsMore }
    let left = buffer.count - consumed
    guard left >= Self.blockSize || isComplete else { return .needsMore }
    let start = consumed
    var end = buffer.count
    if left > Self.blockSize {
      let limit = start + Self.blockSize
      // At the last row that ends within the block, or else at the end of the first.
      end =
        buffer[start..<limit].lastIndex(of: 0x0A).map { $0 + 1 } ?? CSVRows.end(in: buffer, from: start) ?? buffer.count
    }
    consumed = end
    let read: @Sendable (UnsafeRawBufferPointer, inout SpanCollector) -> CutOutcome = {
      [columns, separator, columnCount] bytes, collector in
      AlibabaDecoder.decode(bytes, columns, separator: separator, count: columnCount, into: &collector)
    }
    let record = CutRecord(range: start..<end, start: start, line: line, reading: .bytes(.alibabaTraces, read))
    line += buffer[start..<end].count { $0 == 0x0A }
    return .record(record)
  }

  mutating func dropConsumed() {
    base += consumed
    consumed = 0
  }
}
