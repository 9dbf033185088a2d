import JSONBridge

/// Cuts what .NET's console exporter prints into spans: blocks of lines that begin with `Activity.TraceId:`. Lines of
/// others between the blocks are passed over, since a console is everyone's.
struct NetConsoleCutter: RecordCutter {
  private static let beginning: StaticString = "Activity.TraceId:"

  private(set) var consumed = 0
  private(set) var base = 0
  private var line = 1

  /// Nil when no line of the bytes begins a block.
  init?(front: [UInt8]) {
    guard let first = front.first, first != 0x7B, first != 0x5B else { return nil }
    let isThere = front.withUnsafeBytes { bytes in
      Self.start(in: bytes, from: 0, isFirst: true) != nil
    }
    guard isThere else { return nil }
  }

  /// Where the next line begins that begins a block.
  private static func start(in bytes: UnsafeRawBufferPointer, from start: Int, isFirst: Bool) -> Int? {
    var position = start
    var isLineStart = isFirst
    while position < bytes.count {
      if isLineStart, UnsafeRawBufferPointer(rebasing: bytes[position...]).hasPrefix(beginning) { return position }
      guard let lineBreak = LineEnds.first(in: bytes, from: position) else { return nil }
      position = lineBreak + 1
      isLineStart = true
    }
    return nil
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    guard let start = Self.start(in: buffer, from: consumed, isFirst: true) else {
      return passOver(buffer, isComplete)
    }
    line += breaks(in: buffer, consumed..<start)
    consumed = start
    guard let end = end(in: buffer, from: start, isComplete) else { return .needsMore }
    consumed = end
    let block = CutRecord(
      range: start..<end, start: start, line: line, reading: .bytes(.console) { NetConsoleSpan.decode($0, into: &$1) })
    line += breaks(in: buffer, start..<end)
    return .record(block)
  }

  /// Lines that begin no block; the last one may go on.
  private mutating func passOver(_ buffer: UnsafeRawBufferPointer, _ isComplete: Bool) -> CutStep {
    guard !isComplete else {
      consumed = buffer.count
      return .finished
    }
    if let last = LineEnds.last(in: UnsafeRawBufferPointer(rebasing: buffer[consumed...])) {
      line += breaks(in: buffer, consumed..<(consumed + last + 1))
      consumed += last + 1
    }
    return .needsMore
  }

  /// A block ends with an empty line, or where the next one begins.
  private func end(in buffer: UnsafeRawBufferPointer, from start: Int, _ isComplete: Bool) -> Int? {
    var position = start
    while let lineBreak = LineEnds.first(in: buffer, from: position) {
      position = lineBreak + 1
      guard position < buffer.count else { break }
      let rest = UnsafeRawBufferPointer(rebasing: buffer[position...])
      let isEmpty = rest[0] == 0x0A || rest.count > 1 && rest[0] == 0x0D && rest[1] == 0x0A
      if isEmpty { return position }
      guard rest.count >= Self.beginning.utf8CodeUnitCount || isComplete else { break }
      if rest.hasPrefix(Self.beginning) { return position }
    }
    return isComplete ? buffer.count : nil
  }

  private func breaks(in buffer: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
    buffer[range].count { $0 == 0x0A }
  }

  mutating func dropConsumed() {
    base += consumed
    consumed = 0
  }
}
