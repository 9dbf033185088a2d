import JSONBridge
import TraceModel

extension InputReading {
  /// Decodes documents that stand one behind the other, most of them one a line.
  ///
  /// Stops at the first that a slicer would find fault with: whether that is damage or a document of several lines only
  /// shows in order.
  mutating func decodeLines(_ bytes: UnsafeRawBufferPointer, byteOffset: Int, _ input: OpenInput) -> LineOutcome {
    var outcome = LineOutcome()
    guard let base = bytes.baseAddress else { return outcome }
    var position = 0
    while true {
      while position < bytes.count, bytes[position] <= 0x20 {
        switch bytes[position] {
        case 0x0A: outcome.lines += 1
        case 0x20, 0x0D, 0x09: break
        default: return stop(&outcome, at: position)
        }
        position += 1
      }
      guard position < bytes.count else { return finish(&outcome) }
      if bytes[position] == UInt8(ascii: "{"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "}") {
        // Lines of nothing may be many, and cost as little as white space.
        decoder.collector.counts.otherBytes += 2
        outcome.isEmpty = false
        position += 2
        if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
        continue
      }
      if let (end, breaks) = document(UnsafeRawBufferPointer(rebasing: bytes[position...])) {
        position += end
        outcome.lines += breaks
        outcome.isTrace = true
        outcome.isEmpty = false
        continue
      }
      let end = LineEnds.first(in: bytes, from: position).map { $0 + 1 } ?? bytes.count
      decoder.collector.line = outcome.lines + 1
      let line = UnsafeRawBufferPointer(start: base + position, count: end - position)
      guard slice(line, byteOffset: byteOffset + position, input, &outcome) else {
        return stop(&outcome, at: position)
      }
      if bytes[end - 1] == 0x0A { outcome.lines += 1 }
      position = end
    }
  }

  private mutating func stop(_ outcome: inout LineOutcome, at position: Int) -> LineOutcome {
    outcome.damage = position
    return finish(&outcome)
  }

  private mutating func finish(_ outcome: inout LineOutcome) -> LineOutcome {
    outcome.counts = decoder.collector.takeCounts()
    outcome.diagnostics = decoder.collector.takeDiagnostics()
    return outcome
  }

  /// Decodes a document of a well-known form in one go; nil, with nothing decoded, for anything else.
  private mutating func document(_ bytes: UnsafeRawBufferPointer) -> (end: Int, lineBreaks: Int)? {
    guard let base = bytes.baseAddress, options.engine == .cursor else { return nil }
    let before = (decoder.collector.counts.spans, decoder.collector.counts.rejected)
    let mark = decoder.collector.beginTentatively()
    decoder.collector.isUndetected = true
    var reader = decoder.cursor(bytes)
    let found = WholeDocument.decode(&reader, elementOf: nil, into: &decoder.collector)
    decoder.collector.isUndetected = false
    guard let found, reader.isBehindDocument, !decoder.collector.isDoubtful, decoder.takes(found.format) else {
      decoder.collector.takeBack(to: mark)
      return nil
    }
    decoder.collector.keep()
    if found.records > 0 { decoder.collector.count(found.format, records: found.records) }
    decoder.collector.settle(bytes: reader.position - base, since: before)
    return (reader.position - base, reader.lineBreaks)
  }

  /// Decodes one line record by record; false, with nothing decoded, when it is not whole documents.
  private mutating func slice(
    _ line: UnsafeRawBufferPointer, byteOffset: Int, _ input: OpenInput, _ outcome: inout LineOutcome
  ) -> Bool {
    let mark = decoder.collector.mark()
    let counts = decoder.collector.counts
    var slicer = lineSlicer.moved(toByteOffset: byteOffset, line: decoder.collector.line ?? 1)
    var steps = StepHandling(isExplicit: input.isExplicit, isTrace: outcome.isTrace, isEmpty: outcome.isEmpty)
    while true {
      switch InputEvent.next(of: &slicer, in: line, isComplete: true) {
      case .finished:
        (outcome.isTrace, outcome.isEmpty) = (steps.isTrace, steps.isEmpty)
        return true
      case .event(.slicingFault), .needsMore:
        decoder.collector.takeBack(to: mark)
        decoder.collector.counts = counts
        decoder.collector.forgetExamples()
        return false
      case .event(let event): handle(event, in: line, &steps, input)
      }
    }
  }
}

/// Finds line breaks.
enum LineEnds {
  static func first(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var position = start
    while position + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let breaks = word ^ 0x0A0A_0A0A_0A0A_0A0A
      let mask = (breaks &- 0x0101_0101_0101_0101) & ~breaks & 0x8080_8080_8080_8080
      if mask != 0 { return position + mask.trailingZeroBitCount / 8 }
      position += 8
    }
    return bytes[position...].firstIndex(of: 0x0A)
  }

  static func last(in bytes: UnsafeRawBufferPointer) -> Int? {
    var position = bytes.count
    while position > 0 {
      position -= 1
      if bytes[position] == 0x0A { return position }
    }
    return nil
  }
}
