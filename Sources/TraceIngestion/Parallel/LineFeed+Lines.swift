import TraceModel

/// Files of lines: one thread at a time reads on in a file, without the lock, and all decode what it brings.
///
/// Who has cut some lines decodes them, since they are in its processor's cache. Only where others have nothing to do it
/// leaves them to those and cuts on: a slow decompressor then never waits.
extension LineFeed {
  /// The next lines that were cut and left to others. Under the lock.
  func nextLines() -> Work? { ready.popFirst().map { .lines($0) } }

  /// A file that can be read on. Under the lock.
  func nextCut() -> Work? { current.first { mayBeCut($0) }.map { beginCut($0) } }

  private func mayBeCut(_ file: FileProgress) -> Bool {
    !file.isBeingCut && !file.isEnded && !file.isStopped && current.reduce(0) { $0 + $1.chunks.count } < patience
  }

  private func beginCut(_ file: FileProgress) -> Work {
    file.isBeingCut = true
    // Held for the chunk to come, so that nobody takes the file for done.
    file.inFlight += 1
    return .cut(file, into: takeBuffer())
  }

  /// Takes what was cut of a file, and says what the thread that did so is to do next. Under the lock.
  func take(_ cut: LineCut, of file: FileProgress) -> Work? {
    file.isBeingCut = false
    file.isEnded = file.isEnded || cut.isEnded
    file.isStopped = file.isStopped || cut.isTooLong
    file.fault = cut.fault
    if file.isEnded || file.isStopped { leave(file) }
    guard cut.count > 0 else {
      free.append(cut.bytes)
      file.inFlight -= 1
      return finished(file)
    }
    let chunk = LineChunk(bytes: cut.bytes, count: cut.count, file: file, byteOffset: file.byteOffset)
    file.byteOffset += cut.count
    file.chunks.append(chunk)
    if idle > 0 { lock.signal() }
    guard idle > ready.count, mayBeCut(file) else { return .lines(chunk) }
    ready.append(chunk)
    return beginCut(file)
  }

  /// Takes note that a chunk was decoded, and says what is left of its file when the calling thread must go on with it.
  /// Under the lock.
  func complete(_ chunk: LineChunk, _ outcome: LineOutcome) -> Work? {
    let file = chunk.file
    chunk.outcome = outcome
    file.inFlight -= 1
    if outcome.damage != nil {
      file.isStopped = true
      leave(file)
    }
    free.append(contentsOf: file.confirm())
    if idle > 0 { lock.signal() }
    return finished(file)
  }

  /// Closes a file of which nothing is left, or hands out what must be read by one thread.
  private func finished(_ file: FileProgress) -> Work? {
    guard file.inFlight == 0, file.isStopped || file.isEnded else { return nil }
    guard file.isStopped else {
      end(file)
      return nil
    }
    // What came of the chunks behind the damage does not count.
    for chunk in file.chunks.dropFirst() { chunk.isDiscarded = true }
    return .rest(file)
  }

  /// No more is cut of a file.
  private func leave(_ file: FileProgress) { current.removeAll { $0 === file } }
}
