/// What a line of text is, where a document was to begin.
enum TextLine {
  /// The line ends in a document.
  case document(Range<Int>)
  /// A line of a log in which other lines hold documents; it ends here.
  case remark(end: Int)
  /// More bytes are needed to say.
  case incomplete
  case garbage

  /// So much of a line, and of what follows it, is searched for the beginning of a document.
  private static let reach = 4096

  /// - Parameters:
  ///   - start: where the line begins.
  ///   - isLog: a line before it held a document behind other text.
  init(in buffer: UnsafeRawBufferPointer, from start: Int, isComplete: Bool, isLog: Bool, _ names: [String]) {
    self = .garbage
    guard !names.isEmpty, start < buffer.count, Self.beginsText(buffer[start]) else { return }
    let lineBreak = buffer[start...].firstIndex(of: 0x0A)
    let end = lineBreak ?? buffer.count
    if let bracket = RecordLayout.document(
      in: buffer, from: start, to: min(end, start + Self.reach), beginningWith: names)
    {
      if lineBreak == nil, !isComplete {
        self = .incomplete
        return
      }
      let line = UnsafeRawBufferPointer(rebasing: buffer[..<end])
      if case .complete(let close) = StructureScan.container(in: line, from: bracket) { self = .document(bracket..<close) }
      return
    }
    if lineBreak == nil, !isComplete {
      if end - start < Self.reach { self = .incomplete }
      return
    }
    if isLog {
      self = .remark(end: end)
      return
    }
    guard isComplete || buffer.count - start >= Self.reach else {
      self = .incomplete
      return
    }
    // The next line with a document tells, when something stands before that as well.
    let next = RecordLayout.document(
      in: buffer, from: end, to: min(buffer.count, end + Self.reach), beginningWith: names)
    if let next, next > 0, buffer[next - 1] != 0x0A, let first = buffer[..<next].lastIndex(of: 0x0A),
      Self.beginsText(buffer[first + 1])
    {
      self = .remark(end: end)
    }
  }

  /// Whether a line that begins with this byte is none that is left of a document.
  private static func beginsText(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x1A, 0x1C...0x20, 0x22, 0x2C, 0x3A, 0x5D, 0x7B, 0x7D: false
    default: true
    }
  }
}
