/// Looks at one member of an object at a time, as far as slicing needs it.
struct DocumentMembers {
  /// What stands at a place where a member may stand. Ends are offsets behind it.
  enum Outcome: Equatable {
    /// The object closes.
    case close(end: Int)
    /// A member whose array holds records, by its index in the layout; its first element begins at `contents`.
    case list(Int, contents: Int)
    /// An object where a list may stand.
    case single(Int, value: Range<Int>)
    case envelope(contents: Int)
    case signal(Int, end: Int)
    case note(Int, value: Range<Int>, end: Int)
    case other(end: Int)
    case incomplete
    case broken(at: Int, String)
  }

  private let lists: [[UInt8]]
  private let envelopes: [[UInt8]]
  private let signals: [[UInt8]]
  private let notes: [[UInt8]]

  init(_ layout: RecordLayout) {
    lists = layout.lists.map { Array($0.utf8) }
    envelopes = layout.envelopes.map { Array($0.utf8) }
    signals = layout.signals.map { Array($0.utf8) }
    notes = layout.notes.map { Array($0.utf8) }
  }

  /// The member, or the end of the object, at or after `start`.
  func outcome(in bytes: UnsafeRawBufferPointer, from start: Int) -> Outcome {
    var position = Self.skipSpace(bytes, start)
    guard position < bytes.count else { return .incomplete }
    if bytes[position] == 0x7D { return .close(end: position + 1) }
    if bytes[position] == 0x2C {
      position = Self.skipSpace(bytes, position + 1)
      guard position < bytes.count else { return .incomplete }
    }
    guard bytes[position] == 0x22 else { return .broken(at: position, "expected the name of a member") }
    let keyEnd: Int
    switch StructureScan.string(in: bytes, from: position) {
    case .complete(let end): keyEnd = end
    case .incomplete: return .incomplete
    case .broken(let offset, let fault): return .broken(at: offset, fault.message)
    }
    let key = UnsafeRawBufferPointer(rebasing: bytes[position + 1..<keyEnd - 1])
    position = Self.skipSpace(bytes, keyEnd)
    guard position < bytes.count else { return .incomplete }
    guard bytes[position] == 0x3A else { return .broken(at: position, "expected a colon after the name of a member") }
    position = Self.skipSpace(bytes, position + 1)
    guard position < bytes.count else { return .incomplete }
    return member(key, in: bytes, from: position)
  }

  private func member(_ key: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer, from start: Int) -> Outcome {
    switch bytes[start] {
    case 0x5B:
      if let index = lists.firstIndex(where: { key.elementsEqual($0) }) { return .list(index, contents: start + 1) }
    case 0x7B:
      if envelopes.contains(where: { key.elementsEqual($0) }) { return .envelope(contents: start + 1) }
    default: break
    }
    switch Self.value(in: bytes, from: start) {
    case .complete(let end):
      if bytes[start] == 0x7B, let index = lists.firstIndex(where: { key.elementsEqual($0) }) {
        return .single(index, value: start..<end)
      }
      if let index = signals.firstIndex(where: { key.elementsEqual($0) }) { return .signal(index, end: end) }
      if bytes[start] != 0x5B, bytes[start] != 0x7B, let index = notes.firstIndex(where: { key.elementsEqual($0) }) {
        return .note(index, value: start..<end, end: end)
      }
      return .other(end: end)
    case .incomplete: return .incomplete
    case .broken(let offset, let fault): return .broken(at: offset, fault.message)
    }
  }

  /// The end of any value that begins at `start`.
  static func value(in bytes: UnsafeRawBufferPointer, from start: Int) -> StructureScan.Outcome {
    guard start < bytes.count else { return .incomplete }
    switch bytes[start] {
    case 0x22: return StructureScan.string(in: bytes, from: start)
    case 0x7B, 0x5B: return StructureScan.container(in: bytes, from: start)
    default:
      var position = start
      while position < bytes.count {
        switch bytes[position] {
        case 0x2C, 0x7D, 0x5D, 0x20, 0x09, 0x0A, 0x0D: return .complete(end: position)
        default: position += 1
        }
      }
      return .incomplete
    }
  }

  static func skipSpace(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position].isJSONSpace { position += 1 }
    return position
  }
}
