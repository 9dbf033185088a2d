import TraceModel

/// Hands the inputs out to threads: files of lines in chunks, all others whole, and of large ones what the thread that
/// began them left, in pieces.
///
/// Reading itself is short and done under the lock. A class because the threads share it; everything is under `lock`.
final class LineFeed: @unchecked Sendable {
  /// What a thread is to do next.
  enum Work {
    case lines(LineChunk)
    /// Records of an input that is not cut into lines.
    case piece(InputPiece)
    /// What is left of a file whose lines turned out not to be whole documents.
    case rest(FileProgress)
    /// A file that is not cut into lines.
    case whole(PeekedSource, name: String, isExplicit: Bool)
    case finished
  }

  /// What was read and found, all files together.
  struct Total {
    var counts = ReadingCounts()
    var diagnostics = DiagnosticLog()
    var opened = 0
    var refusal: IngestionError?
  }

  let lock = FeedLock()
  private(set) var total = Total()
  private var files: ArraySlice<InputFile>
  private var current: FileProgress?
  /// Inputs that all threads cut and decode.
  var shared: [SharedInput] = []
  /// Threads that are at work, and may come back with something to share.
  private var busy = 0
  /// Work that was there from the start.
  private var first: Work?
  let options: ReadingOptions
  /// Chunks that may wait for one before them.
  private let patience: Int
  var free: [UnsafeMutableRawBufferPointer] = []

  /// A line longer than this is left to the slicer, which needs no line breaks.
  private static let longestLine = 16 << 20

  init(files: [InputFile], options: ReadingOptions, threads: Int) {
    self.files = files[...]
    self.options = options
    patience = threads * 4 + 4
  }

  deinit { for buffer in free { buffer.deallocate() } }

  /// The next piece of work. Under the lock.
  ///
  /// - Parameter isBusy: the thread was at work until now.
  func next(isBusy: Bool) -> Work {
    if isBusy { busy -= 1 }
    while true {
      if let work = takeFirst() ?? nextPiece() ?? nextLines() ?? nextFile() {
        busy += 1
        return work
      }
      if current != nil || !files.isEmpty { continue }
      if busy == 0 {
        lock.signal()
        return .finished
      }
      lock.wait()
    }
  }

  private func takeFirst() -> Work? {
    defer { first = nil }
    return first
  }

  /// The next chunk of the file that is being read in lines, or what is left of it.
  private func nextLines() -> Work? {
    guard let file = current else { return nil }
    if file.chunks.count >= patience {
      lock.wait()
      return nil
    }
    if !file.isStopped, !file.isEnded {
      if let chunk = cut(file) { return .lines(chunk) }
      if file.inFlight == 0 {
        current = nil
        if file.isStopped { return .rest(file) }
        end(file)
        return nil
      }
    }
    current = nil
    return nil
  }

  private func nextFile() -> Work? {
    guard current == nil, let file = files.popFirst() else { return nil }
    return open(file)
  }

  /// Takes note that a chunk was decoded; gives back what is left of its file when the calling thread must go on with it.
  /// Under the lock.
  func complete(_ chunk: LineChunk, _ outcome: LineOutcome) -> FileProgress? {
    let file = chunk.file
    chunk.outcome = outcome
    file.inFlight -= 1
    if outcome.damage != nil { file.isStopped = true }
    free.append(contentsOf: file.confirm())
    lock.signal()
    guard file.inFlight == 0, file.isStopped || file.isEnded else { return nil }
    if file.isStopped {
      // What came of the chunks behind the damage does not count.
      for chunk in file.chunks.dropFirst() { chunk.isDiscarded = true }
      return file
    }
    end(file)
    return nil
  }

  func note(_ problem: Problem, file: String, detail: String = "", isLoss: Bool? = nil) {
    var collector = SpanCollector()
    collector.report(problem, at: DataLocation(file: file, detail: detail), isLoss: isLoss)
    total.diagnostics.merge(collector.batch.diagnostics)
  }

  /// Closes the books of a file that was read in lines.
  private func end(_ file: FileProgress) {
    if let fault = file.fault {
      note(
        fault.id == "unreadable-file" ? .unreadableFile : .damagedCompression, file: file.name, detail: fault.message)
    }
    if file.isEmpty { note(.emptyFile, file: file.name) }
    file.counts.bytes += file.byteOffset
    closeBooks(of: file.counts, file.diagnostics)
  }

  /// Adds what was counted and found in one file.
  func closeBooks(of counts: ReadingCounts, _ diagnostics: DiagnosticLog) {
    total.diagnostics.merge(diagnostics)
    var counts = counts
    counts.files = 1
    counts.filesWithoutSpans = counts.spans == 0 ? 1 : 0
    counts.filesByFormat = [:]
    for format in counts.formats { counts.filesByFormat[format] = 1 }
    total.counts.add(counts)
  }

  // MARK: Reading

  private func open(_ file: InputFile) -> Work? {
    do throws(InputFault) {
      let source = try FileSource(path: file.path, progress: options.progress)
      total.opened += 1
      return open(source, file)
    } catch {
      note(.unreadableFile, file: file.name, detail: error.message)
      total.refusal = total.refusal ?? IngestionError(.unreadable, path: file.path, reason: error.message)
      return nil
    }
  }

  private func open(_ source: any ByteSource, _ file: InputFile) -> Work? {
    do throws(InputFault) {
      let opened = try DecompressedSource.open(source)
      guard ForeignContents.name(of: opened.front) == nil, ProtobufSlicer.framing(of: opened.front) == nil else {
        return .whole(opened, name: file.name, isExplicit: file.isExplicit)
      }
      return lines(of: opened, file)
    } catch {
      note(
        error.id == "unreadable-file" ? .unreadableFile : .damagedCompression, file: file.name, detail: error.message)
      closeBooks(of: ReadingCounts(), DiagnosticLog())
      return nil
    }
  }

  /// Begins with an input that is open already. Under the lock, before any thread runs.
  func begin(_ source: any ByteSource, _ file: InputFile) { first = open(source, file) }

  /// Decides by its first line whether a file is cut into lines.
  private func lines(of source: PeekedSource, _ file: InputFile) -> Work? {
    var front: [UInt8] = []
    var fault: InputFault?
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      do throws(InputFault) {
        while front.count < buffer.count {
          let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(buffer.count - front.count)])
          let count = try source.read(into: rest)
          if count == 0 { break }
          front.append(contentsOf: rest[..<count])
        }
      } catch { fault = error }
    }
    let mark = front.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let line = front.dropFirst(mark).prefix { $0 != 0x0A }
    let isWhole = line.last { $0 > 0x20 }.map { $0 == 0x7D || $0 == 0x5D } ?? false
    // A first line that is longer than what was looked at may well be a document.
    let isLine = line.first == 0x7B || line.first == 0x5B
    guard isLine, isWhole || line.count + mark == front.count, fault == nil else {
      let replayed = front.isEmpty && fault == nil ? source : PeekedSource(front, then: source, fault: fault)
      return .whole(replayed, name: file.name, isExplicit: file.isExplicit)
    }
    current = FileProgress(
      name: file.name, isExplicit: file.isExplicit, source: source, byteOffset: mark, rest: Array(front.dropFirst(mark))
    )
    return nil
  }

  /// Memory to read into.
  func takeBuffer() -> UnsafeMutableRawBufferPointer {
    free.popLast() ?? .allocate(byteCount: max(options.chunkSize, 64), alignment: 64)
  }

  /// Reads the next whole lines of a file; nil when there are none.
  private func cut(_ file: FileProgress) -> LineChunk? {
    var buffer = takeBuffer()
    var count = file.rest.count
    while buffer.count < count + 64 { buffer = Self.grown(buffer, keeping: 0) }
    buffer.copyBytes(from: file.rest)
    file.rest.removeAll(keepingCapacity: true)
    var searched = 0
    while true {
      do throws(InputFault) {
        while count < buffer.count, !file.isEnded {
          let got = try file.source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
          count += got
          if got == 0 { file.isEnded = true }
        }
      } catch {
        file.fault = error
        file.isEnded = true
      }
      if file.isEnded { return hand(file, buffer, count) }
      let tail = UnsafeRawBufferPointer(rebasing: buffer[searched..<count])
      if let last = LineEnds.last(in: tail) {
        let end = searched + last + 1
        file.rest.append(contentsOf: buffer[end..<count])
        return hand(file, buffer, end)
      }
      searched = count
      guard buffer.count < Self.longestLine else {
        file.rest.append(contentsOf: buffer[..<count])
        file.isStopped = true
        free.append(buffer)
        return nil
      }
      buffer = Self.grown(buffer, keeping: count)
    }
  }

  private func hand(_ file: FileProgress, _ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> LineChunk? {
    guard count > 0 else {
      free.append(buffer)
      return nil
    }
    let chunk = LineChunk(bytes: buffer, count: count, file: file, byteOffset: file.byteOffset)
    file.byteOffset += count
    file.chunks.append(chunk)
    file.inFlight += 1
    return chunk
  }

  private static func grown(_ buffer: UnsafeMutableRawBufferPointer, keeping count: Int)
    -> UnsafeMutableRawBufferPointer
  {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    buffer.deallocate()
    return larger
  }
}
