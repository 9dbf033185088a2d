import TraceModel

extension LineFeed {
  /// Takes an input that one thread began and all may go on with. Under the lock.
  func share(_ input: SharedInput) {
    shared.append(input)
    lock.signal()
  }

  /// The next piece of an input that is shared.
  func nextPiece() -> Work? {
    while let input = shared.first {
      var buffer = takeBuffer()
      let events = input.cut(&buffer, recordSizeLimit: options.recordSizeLimit)
      if input.isEnded { shared.removeFirst() }
      if !events.isEmpty {
        input.inFlight += 1
        return .piece(InputPiece(of: input, bytes: buffer, events: events))
      }
      free.append(buffer)
      if input.inFlight == 0 { end(input) }
    }
    return nil
  }

  /// Takes note that a piece was decoded. Under the lock.
  func complete(_ piece: InputPiece, _ counts: ReadingCounts, _ diagnostics: DiagnosticLog) {
    let input = piece.input
    input.inFlight -= 1
    input.counts.add(counts)
    input.diagnostics.merge(diagnostics)
    free.append(piece.bytes)
    if input.isEnded, input.inFlight == 0 { end(input) }
  }

  private func end(_ input: SharedInput) {
    var counts = input.counts
    counts.bytes += input.bytesRead
    // What is only said at the end is said by a reading of its own.
    var reading = InputReading(options: options)
    reading.begin(input.input)
    input.steps.finish(&reading, input.input)
    input.diagnostics.merge(reading.decoder.collector.takeDiagnostics())
    ledger.close(input.input, counts, input.diagnostics)
  }
}
