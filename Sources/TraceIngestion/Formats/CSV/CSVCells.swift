/// One cell of a row. Its bytes are borrowed, or owned where quotes had to be taken out of it.
struct CSVCell {
  var bytes: UnsafeRawBufferPointer
}

/// The cells of one row of comma-separated values (RFC 4180).
///
/// A class because it owns the text of cells whose doubled quotes were made single; it outlives the cells.
final class CSVCells {
  private(set) var cells: [CSVCell] = []
  private var owned: [UnsafeMutableRawBufferPointer] = []

  /// - Parameter row: without the line break at its end.
  init(_ row: UnsafeRawBufferPointer, separator: UInt8) {
    var position = 0
    while true {
      let end = cell(row, from: position, separator)
      guard end < row.count else { return }
      position = end + 1
      if position == row.count {
        cells.append(CSVCell(bytes: UnsafeRawBufferPointer(rebasing: row[position...])))
        return
      }
    }
  }

  deinit { for text in owned { text.deallocate() } }

  /// Appends the cell that begins at a place; returns where it ends.
  private func cell(_ row: UnsafeRawBufferPointer, from start: Int, _ separator: UInt8) -> Int {
    guard start < row.count, row[start] == 0x22 else {
      let end = row[start...].firstIndex(of: separator) ?? row.count
      cells.append(CSVCell(bytes: UnsafeRawBufferPointer(rebasing: row[start..<end])))
      return end
    }
    var text: [UInt8] = []
    var hasDoubled = false
    var position = start + 1
    while position < row.count {
      if row[position] == 0x22 {
        guard position + 1 < row.count, row[position + 1] == 0x22 else { break }
        if !hasDoubled { text = Array(row[(start + 1)..<position]) }
        hasDoubled = true
        position += 1
      }
      if hasDoubled { text.append(row[position]) }
      position += 1
    }
    if hasDoubled {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(text.count, 1), alignment: 1)
      copy.copyBytes(from: text)
      owned.append(copy)
      cells.append(CSVCell(bytes: UnsafeRawBufferPointer(rebasing: copy[..<text.count])))
    } else {
      cells.append(CSVCell(bytes: UnsafeRawBufferPointer(rebasing: row[(start + 1)..<position])))
    }
    return row[min(position, row.count)...].firstIndex(of: separator) ?? row.count
  }
}

/// Where rows of comma-separated values end.
enum CSVRows {
  /// The place behind the row that begins at a place; nil when its end is not in the bytes. Line breaks between quotes
  /// belong to the row.
  static func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var isQuoted = false
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case 0x22: isQuoted.toggle()
      case 0x0A where !isQuoted: return position + 1
      default: break
      }
      position += 1
    }
    return nil
  }

  /// A row without the line break at its end.
  static func trimmed(_ row: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var count = row.count
    while count > 0, row[count - 1] == 0x0A || row[count - 1] == 0x0D { count -= 1 }
    return UnsafeRawBufferPointer(rebasing: row[..<count])
  }
}
