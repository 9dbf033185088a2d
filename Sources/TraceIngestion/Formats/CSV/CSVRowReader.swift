import JSONBridge

/// Lends a row of comma-separated values as an object of texts, so that decoders of rows read it as they read JSON. An
/// empty cell is null.
struct CSVRowReader: JSONReader {
  private let cells: [CSVCell]
  private let header: ColumnHeader
  /// The cell ahead; below zero before the row is entered.
  private var column = -1
  private var isInside = false

  init(_ cells: [CSVCell], _ header: ColumnHeader) {
    self.cells = cells
    self.header = header
  }

  var kind: JSONKind {
    guard isInside else { return .object }
    return cells.indices.contains(column) && !cells[column].bytes.isEmpty ? .string : .null
  }

  var failure: JSONError? { nil }
  var path: String { header.names.indices.contains(column) ? header.names[column] : "" }

  mutating func enterObject() -> Bool {
    guard !isInside else { return false }
    isInside = true
    column = -1
    return true
  }

  mutating func nextMember() -> UnsafeRawBufferPointer? {
    guard isInside else { return nil }
    column += 1
    if column < cells.count, let name = header.name(column) { return name }
    isInside = false
    return nil
  }

  mutating func enterArray() -> Bool { false }
  mutating func nextElement() -> Bool { false }
  mutating func skip() {}

  mutating func readString() -> UnsafeRawBufferPointer? {
    cells.indices.contains(column) && isInside ? cells[column].bytes : nil
  }

  mutating func readBoolean() -> Bool? { nil }
  mutating func readInteger() -> Int64? { readString().flatMap(DecimalText.signed) }
  mutating func readUnsigned() -> UInt64? { readString().flatMap(DecimalText.unsigned) }
  mutating func readDouble() -> Double? { nil }
}
