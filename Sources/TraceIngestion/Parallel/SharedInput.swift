import JSONBridge
import TraceModel

/// An input that is not cut into lines and that several threads read: one at a time cuts the next piece of it into
/// records, which costs little, and whoever is free decodes a piece.
///
/// A class because the threads share it. Used under the feed's lock.
final class SharedInput {
  let input: OpenInput
  /// Nothing is left to cut.
  private(set) var isEnded = false
  /// Pieces that are being decoded.
  var inFlight = 0
  var counts: ReadingCounts
  var diagnostics: DiagnosticLog
  private var unread: UnreadInput
  private var isSourceEnded = false

  init(_ input: OpenInput, unread: UnreadInput, counts: ReadingCounts, diagnostics: DiagnosticLog) {
    self.input = input
    self.unread = unread
    self.counts = counts
    self.diagnostics = diagnostics
  }

  var bytesRead: Int { unread.bytesRead }

  /// What the input has turned out to be.
  var steps: StepHandling { unread.steps }

  /// Cuts the next piece into a buffer, which grows when a record needs it. Returns what was found; nothing at the end.
  ///
  /// - Parameter recordSizeLimit: records of more bytes are given up.
  func cut(_ buffer: inout UnsafeMutableRawBufferPointer, recordSizeLimit: Int) -> [InputEvent] {
    var events: [InputEvent] = []
    while events.isEmpty, !isEnded {
      let count = fill(&buffer, &events)
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      cut(bytes, &events)
      if !isEnded, count - unread.cutter.consumed >= recordSizeLimit {
        events.append(unread.cutter.abandonRecord(in: bytes, limit: recordSizeLimit))
      }
      let consumed = unread.cutter.consumed
      unread.cutter.dropConsumed(from: bytes)
      unread.rest.append(contentsOf: bytes[consumed...])
    }
    return events
  }

  /// Puts what is left and what is read next into the buffer.
  private func fill(_ buffer: inout UnsafeMutableRawBufferPointer, _ events: inout [InputEvent]) -> Int {
    var count = unread.rest.count
    while buffer.count < count * 2 {
      let size = buffer.count * 2
      buffer.deallocate()
      buffer = .allocate(byteCount: size, alignment: 64)
    }
    buffer.copyBytes(from: unread.rest)
    unread.rest.removeAll(keepingCapacity: true)
    do throws(InputFault) {
      while count < buffer.count, !isSourceEnded {
        let got = try unread.source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        count += got
        unread.bytesRead += got
        if got == 0 { isSourceEnded = true }
      }
    } catch {
      events.append(.inputFault(error))
      isSourceEnded = true
    }
    return count
  }

  private func cut(_ bytes: UnsafeRawBufferPointer, _ events: inout [InputEvent]) {
    while true {
      switch unread.cutter.next(in: bytes, isComplete: isSourceEnded) {
      case .needsMore: return
      case .finished:
        isEnded = true
        return
      case .event(let event):
        unread.steps.isEmpty = false
        events.append(event)
      }
    }
  }
}

/// Some bytes of a shared input, and what was found in them.
///
/// A class: it owns raw memory, and is passed from the thread that cut it to the one that decodes it.
final class InputPiece {
  let input: SharedInput
  let bytes: UnsafeMutableRawBufferPointer
  let events: [InputEvent]

  init(of input: SharedInput, bytes: UnsafeMutableRawBufferPointer, events: [InputEvent]) {
    self.input = input
    self.bytes = bytes
    self.events = events
  }
}
