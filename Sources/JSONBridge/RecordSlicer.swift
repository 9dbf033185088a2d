/// Cuts a stream of bytes into records without building trees.
///
/// The stream may hold one document, documents one a line or one behind the other, or arrays of documents, nested or
/// not: brackets and commas between documents are only separators. A document in which the layout finds a list is handed
/// out element by element, however large it is; any other document is handed out whole.
///
/// The caller keeps the buffer. It calls `next` until that asks for more, then drops `consumed` bytes and appends.
/// After damage the slicer goes on at the next line that begins with `{` or `[`.
public struct RecordSlicer {
  /// What was found next.
  public enum Step: Hashable, Sendable {
    case record(SlicedRecord)
    /// A list of records begins.
    case opened(member: String)
    /// A member that the layout passes over.
    case signal(member: String)
    /// A scalar beside the records, and where its bytes are.
    case note(member: String, range: Range<Int>)
    case fault(SlicingFault)
    /// What was skipped after the last fault.
    case skipped(SkippedBytes)
    /// The bytes end before the next piece does.
    case needsMore
    case finished
  }

  private enum Mode {
    case between
    case members
    case list(Int)
    case resynchronising
  }

  private let layout: RecordLayout
  private let members: DocumentMembers
  private var mode = Mode.between
  private var position = 0
  /// How many bytes of the stream came before the buffer.
  private var base = 0
  /// The byte before the buffer; the stream begins as if a line had ended before it.
  private var byteBefore: UInt8 = 0x0A
  private var lines: LineCounter
  /// Arrays that are open around the documents.
  private var openArrays = 0
  /// Objects that are open: the document and its envelopes.
  private var openObjects = 0
  /// Whether the last thing in an array or list was a record that a comma must follow.
  private var expectsComma = false
  private var sawComma = false
  /// After damage, brackets that close nothing are what is left of the damaged document.
  private var isLenient = false
  /// A line of text held a document.
  private var isLog = false
  /// Where the bytes begin that are being skipped, and why.
  private var lost: (kind: SlicingFault.Kind, from: Int, lines: Int)?
  /// Damaged records are scanned again from their second line on. This bounds the extra work on hostile input.
  private var rescanBudget = 64 << 20

  /// - Parameters:
  ///   - firstOffset: how many bytes of the stream are left out before the first buffer.
  ///   - firstLine: the line that the first buffer begins on.
  public init(layout: RecordLayout, firstOffset: Int = 0, firstLine: Int = 1) {
    self.layout = layout
    base = firstOffset
    lines = LineCounter(line: firstLine)
    members = DocumentMembers(layout)
  }

  /// The same slicer at another place of the stream.
  public func moved(toByteOffset offset: Int, line: Int) -> RecordSlicer {
    var moved = self
    moved.base = offset
    moved.lines = LineCounter(line: line)
    return moved
  }

  /// How many bytes at the front of the buffer are not needed any more.
  public var consumed: Int { position }

  /// Tells that the caller dropped the consumed bytes. `buffer` is as it was before that.
  public mutating func dropConsumed(from buffer: UnsafeRawBufferPointer) {
    lines.drop(position, from: buffer)
    if position > 0 { byteBefore = buffer[position - 1] }
    base += position
    position = 0
  }

  /// The offset in the stream and the line of a byte of the buffer.
  public mutating func place(of index: Int, in buffer: UnsafeRawBufferPointer) -> (byteOffset: Int, line: Int) {
    (base + index, lines.line(at: index, in: buffer))
  }

  /// The next piece of the stream. `isComplete` says that nothing follows the buffer.
  public mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> Step {
    while true {
      let step: Step?
      switch mode {
      case .between: step = between(buffer, isComplete)
      case .members: step = member(buffer, isComplete)
      case .list(let index): step = element(of: index, buffer, isComplete)
      case .resynchronising: step = resynchronise(buffer, isComplete)
      }
      if let step { return step }
    }
  }

  /// Gives up the record that the buffer ends in, because it has more bytes than the caller allows.
  public mutating func abandonRecord(in buffer: UnsafeRawBufferPointer, limit: Int) -> SlicingFault {
    let fault = fault(.oversized, "a record of more than \(limit) bytes", at: position, in: buffer)
    restart(from: buffer.count, .oversized, lostFrom: position)
    return fault
  }

  // MARK: Between documents

  private mutating func between(_ buffer: UnsafeRawBufferPointer, _ isComplete: Bool) -> Step? {
    position = DocumentMembers.skipSpace(buffer, position)
    guard position < buffer.count else {
      guard isComplete else { return .needsMore }
      guard openArrays > 0, !isLenient else { return .finished }
      openArrays = 0
      return .fault(fault(.truncated, "the input ends before its array is closed", at: position, in: buffer))
    }
    switch buffer[position] {
    case 0x7B:
      if expectsComma, openArrays > 0, !sawComma, !isLenient {
        return broken("expected a comma between the elements of an array", at: position, resumeAt: position, buffer)
      }
      return document(buffer, isComplete)
    case 0x5B:
      openArrays += 1
      (expectsComma, sawComma) = (false, false)
    case 0x5D:
      if openArrays == 0, !isLenient { return garbage(buffer) }
      let comma = sawComma
      openArrays = max(openArrays - 1, 0)
      (expectsComma, sawComma) = (true, false)
      if comma, !isLenient {
        let fault = fault(.trailingComma, "a comma before the end of an array", at: position, in: buffer)
        position += 1
        return .fault(fault)
      }
    case 0x2C: sawComma = true
    case 0x1E: break  // Record separator of JSON text sequences (RFC 7464).
    case 0x7D where isLenient: break
    default:
      let previous = position > 0 ? buffer[position - 1] : byteBefore
      guard openArrays == 0 || isLenient, previous == 0x0A else { return garbage(buffer) }
      switch textLine(buffer, isComplete) {
      case .document(let range): return wrapped(range)
      case .remark(let end):
        position = end
        return nil
      case .incomplete: return .needsMore
      case .garbage: return garbage(buffer)
      }
    }
    position += 1
    return nil
  }

  private func textLine(_ buffer: UnsafeRawBufferPointer, _ isComplete: Bool) -> TextLine {
    TextLine(in: buffer, from: position, isComplete: isComplete, isLog: isLog, layout.firstMembersInLines)
  }

  /// Hands out the document that a line of text ends in.
  private mutating func wrapped(_ range: Range<Int>) -> Step {
    isLog = true
    mode = .between
    openArrays = 0
    position = range.upperBound
    (expectsComma, sawComma) = (false, false)
    return .record(SlicedRecord(member: nil, range: range, isWrapped: true))
  }

  private mutating func garbage(_ buffer: UnsafeRawBufferPointer) -> Step {
    let fault = fault(.garbage, "expected an object or an array of objects", at: position, in: buffer)
    restart(from: position, .garbage, lostFrom: position)
    return .fault(fault)
  }

  /// Decides whether the document at `position` is handed out whole or in pieces.
  private mutating func document(_ buffer: UnsafeRawBufferPointer, _ isComplete: Bool) -> Step? {
    var cursor = position + 1
    // An envelope counts only when there is something to hand out in it.
    var envelopes = 0
    while true {
      switch members.outcome(in: buffer, from: cursor) {
      case .close(let end) where envelopes > 0:
        envelopes -= 1
        cursor = end
      case .envelope(let contents):
        envelopes += 1
        cursor = contents
      case .close(let end):
        let record = SlicedRecord(member: nil, range: position..<end)
        position = end
        (expectsComma, sawComma) = (true, false)
        return .record(record)
      case .list, .single, .signal:
        openObjects = 1
        position += 1
        mode = .members
        return nil
      case .note(_, _, let end), .other(let end): cursor = end
      case .incomplete: return incomplete(from: position, buffer, isComplete)
      case .broken(let offset, let message): return broken(message, at: offset, resumeAt: position + 1, buffer)
      }
    }
  }

  // MARK: Inside a document that is handed out in pieces

  private mutating func member(_ buffer: UnsafeRawBufferPointer, _ isComplete: Bool) -> Step? {
    switch members.outcome(in: buffer, from: position) {
    case .close(let end):
      position = end
      openObjects -= 1
      if openObjects <= 0 {
        mode = .between
        (expectsComma, sawComma) = (true, false)
      }
      return nil
    case .list(let index, let contents):
      position = contents
      mode = .list(index)
      (expectsComma, sawComma) = (false, false)
      return .opened(member: layout.lists[index])
    case .single(let index, let value):
      position = value.upperBound
      return .record(SlicedRecord(member: layout.lists[index], range: value))
    case .envelope(let contents):
      position = contents
      openObjects += 1
      return nil
    case .signal(let index, let end):
      position = end
      return .signal(member: layout.signals[index])
    case .note(let index, let value, let end):
      position = end
      return .note(member: layout.notes[index], range: value)
    case .other(let end):
      position = end
      return nil
    case .incomplete: return incomplete(from: position, buffer, isComplete)
    case .broken(let offset, let message): return broken(message, at: offset, resumeAt: position, buffer)
    }
  }

  private mutating func element(of list: Int, _ buffer: UnsafeRawBufferPointer, _ isComplete: Bool) -> Step? {
    position = DocumentMembers.skipSpace(buffer, position)
    guard position < buffer.count else { return incomplete(from: position, buffer, isComplete) }
    switch buffer[position] {
    case 0x5D:
      let comma = sawComma
      let at = position
      position += 1
      mode = .members
      guard comma else { return nil }
      return .fault(fault(.trailingComma, "a comma before the end of an array", at: at, in: buffer))
    case 0x2C where expectsComma:
      (expectsComma, sawComma) = (false, true)
      position += 1
      return nil
    case 0x7B where !expectsComma:
      switch StructureScan.container(in: buffer, from: position) {
      case .complete(let end):
        let record = SlicedRecord(member: layout.lists[list], range: position..<end)
        position = end
        (expectsComma, sawComma) = (true, false)
        return .record(record)
      case .incomplete: return incomplete(from: position, buffer, isComplete)
      case .broken(let offset, let fault): return broken(fault.message, at: offset, resumeAt: position + 1, buffer)
      }
    case _ where expectsComma:
      return broken("expected a comma or the end of the array", at: position, resumeAt: position, buffer)
    default:
      switch DocumentMembers.value(in: buffer, from: position) {
      case .complete(let end) where end > position:
        var fault = fault(
          .garbage, "expected an object as element of \"\(layout.lists[list])\"", at: position, in: buffer)
        fault.lostBytes = end - position
        position = end
        (expectsComma, sawComma) = (true, false)
        return .fault(fault)
      case .incomplete: return incomplete(from: position, buffer, isComplete)
      default: return broken("expected an object as element of an array", at: position, resumeAt: position + 1, buffer)
      }
    }
  }

  // MARK: Damage

  private mutating func incomplete(
    from start: Int, _ buffer: UnsafeRawBufferPointer, _ isComplete: Bool
  ) -> Step {
    guard isComplete else { return .needsMore }
    let fault = fault(.truncated, "the input ends inside a record", at: start, in: buffer)
    spend(buffer.count - start, resumeAt: start + 1, orAt: buffer.count, .truncated, lostFrom: start)
    return .fault(fault)
  }

  private mutating func broken(
    _ message: String, at offset: Int, resumeAt start: Int, _ buffer: UnsafeRawBufferPointer
  ) -> Step {
    let fault = fault(.broken, message, at: offset, in: buffer)
    spend(offset - start, resumeAt: start, orAt: offset, .broken, lostFrom: position)
    return .fault(fault)
  }

  private mutating func spend(
    _ count: Int, resumeAt start: Int, orAt end: Int, _ kind: SlicingFault.Kind, lostFrom: Int
  ) {
    rescanBudget -= max(count, 0)
    restart(from: rescanBudget > 0 ? start : max(start, end), kind, lostFrom: lostFrom)
  }

  private mutating func restart(from start: Int, _ kind: SlicingFault.Kind, lostFrom: Int) {
    lost = (kind, base + min(lostFrom, start), 0)
    position = start
    mode = .resynchronising
    openObjects = 0
    isLenient = true
    (expectsComma, sawComma) = (false, false)
  }

  /// Looks for a line that begins like a record, at or behind `position`.
  private mutating func resynchronise(_ buffer: UnsafeRawBufferPointer, _ isComplete: Bool) -> Step? {
    while position < buffer.count {
      let previous = position > 0 ? buffer[position - 1] : byteBefore
      if previous == 0x0A {
        if buffer[position] == 0x7B || buffer[position] == 0x5B {
          mode = .between
          return skipped()
        }
        switch textLine(buffer, isComplete) {
        case .document(let range): return skipped() ?? wrapped(range)
        case .incomplete: return isComplete ? nil : .needsMore
        case .remark, .garbage: break
        }
        noteLostLine(buffer)
      }
      guard let lineBreak = buffer[position...].firstIndex(of: 0x0A) else { break }
      // Kept at the line break while the byte behind it has not been read, so that it can be looked at then.
      guard lineBreak + 1 < buffer.count else {
        position = lineBreak
        break
      }
      position = lineBreak + 1
    }
    if position < buffer.count, buffer[position] != 0x0A || isComplete { position = buffer.count }
    guard isComplete else { return .needsMore }
    return skipped() ?? .finished
  }

  /// What was skipped; nil when that was told already.
  private mutating func skipped() -> Step? {
    guard let lost else { return nil }
    self.lost = nil
    return .skipped(SkippedBytes(kind: lost.kind, count: base + position - lost.from, lines: lost.lines))
  }

  /// Counts a line that is skipped. After a record that was broken, lines that go on like JSON belong to it.
  private mutating func noteLostLine(_ buffer: UnsafeRawBufferPointer) {
    guard let found = lost, base + position > found.from else { return }
    let isText =
      switch buffer[position] {
      case 0x0A, 0x0D: false
      case 0x20, 0x09:
        found.kind == .garbage && buffer[position...].first { $0 == 0x0A || !$0.isJSONSpace } != 0x0A
      case 0x7D, 0x5D, 0x2C, 0x22: found.kind == .garbage
      default: true
      }
    if isText { lost?.lines += 1 }
  }

  private mutating func fault(
    _ kind: SlicingFault.Kind, _ message: String, at index: Int, in buffer: UnsafeRawBufferPointer
  ) -> SlicingFault {
    let place = place(of: index, in: buffer)
    return SlicingFault(kind: kind, message: message, byteOffset: place.byteOffset, line: place.line)
  }
}
