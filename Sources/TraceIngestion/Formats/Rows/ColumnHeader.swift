/// The names of a table's columns, which stand before its rows.
///
/// A class because rows borrow the names' bytes; it never changes once made, hence it may be shared by threads.
final class ColumnHeader: @unchecked Sendable {
  let names: [String]
  private let bytes: UnsafeMutableRawBufferPointer
  private var places: [Range<Int>] = []

  init(_ names: [String]) {
    self.names = names
    bytes = .allocate(byteCount: max(names.reduce(0) { $0 + $1.utf8.count }, 1), alignment: 1)
    var start = 0
    for name in names {
      let end = start + name.utf8.count
      UnsafeMutableRawBufferPointer(rebasing: bytes[start..<end]).copyBytes(from: name.utf8)
      places.append(start..<end)
      start = end
    }
  }

  deinit { bytes.deallocate() }

  var count: Int { places.count }

  /// The name of a column; nil behind the last.
  func name(_ index: Int) -> UnsafeRawBufferPointer? {
    places.indices.contains(index) ? UnsafeRawBufferPointer(rebasing: bytes[places[index]]) : nil
  }
}
