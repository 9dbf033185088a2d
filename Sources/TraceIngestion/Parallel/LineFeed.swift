import TraceModel

/// Hands the inputs out to threads: files of lines in chunks, all others whole, and of large ones what the thread that
/// began them left, in pieces.
///
/// A class because the threads share it; everything is under `lock`.
final class LineFeed: @unchecked Sendable {
  /// What a thread is to do next.
  enum Work {
    case lines(LineChunk)
    /// Reads, and decompresses, the next lines of a file into memory, and brings them back.
    case cut(FileProgress, into: UnsafeMutableRawBufferPointer)
    /// Records of an input that is not cut into lines.
    case piece(InputPiece)
    /// What is left of a file whose lines turned out not to be whole documents.
    case rest(FileProgress)
    /// A file that is not cut into lines.
    case whole(PeekedSource, OpenInput)
    case finished
  }

  let lock = FeedLock()
  /// What was read and found, all inputs together.
  var ledger = InputLedger()
  private(set) var opened = 0
  /// Why the first of the files that cannot be opened cannot.
  private(set) var refusal: IngestionError?
  /// Inputs that are no traces, for the caller. In the order of the files.
  private(set) var documents: [InputDocument] = []
  private var files: ArraySlice<InputFile>
  /// Files that are being read in lines, as many as there are threads at most: decompressing several takes several.
  var current: [FileProgress] = []
  /// Lines that were cut for threads that waited.
  var ready: ArraySlice<LineChunk> = []
  /// Inputs that all threads cut and decode.
  var shared: [SharedInput] = []
  /// Threads that are at work, and may come back with something to share.
  private var busy = 0
  /// Threads that wait for something to do.
  private(set) var idle = 0
  /// Work that was there from the start.
  private var first: Work?
  let options: ReadingOptions
  private let threads: Int
  var free: [UnsafeMutableRawBufferPointer] = []

  init(files: [InputFile], options: ReadingOptions, threads: Int) {
    self.files = files[...]
    self.options = options
    self.threads = threads
  }

  deinit { for buffer in free { buffer.deallocate() } }

  /// The next piece of work. Under the lock.
  ///
  /// - Parameter isBusy: the thread was at work until now.
  func next(isBusy: Bool) -> Work {
    if isBusy { busy -= 1 }
    while true {
      if let work = takeFirst() ?? nextLines() ?? nextPiece() ?? nextCut() ?? nextFile() {
        busy += 1
        return work
      }
      if busy == 0 {
        lock.signal()
        return .finished
      }
      idle += 1
      lock.wait()
      idle -= 1
    }
  }

  private func takeFirst() -> Work? {
    defer { first = nil }
    return first
  }

  /// Opens files until there is work in one.
  private func nextFile() -> Work? {
    while current.count < threads, let file = files.popFirst() {
      if let work = open(file) ?? nextCut() { return work }
    }
    return nil
  }

  /// Chunks that may wait for one before them, all files together.
  var patience: Int { threads * 4 + 4 }

  /// Closes the books of a file that was read in lines.
  func end(_ file: FileProgress) {
    if let fault = file.fault {
      file.input.isIncomplete = true
      file.diagnostics.record(
        fault.problem.diagnostic(at: DataLocation(file: file.input.name, detail: fault.message)))
    }
    file.input.isEmpty = file.isEmpty
    file.counts.bytes += file.byteOffset
    ledger.close(file.input, file.counts, file.diagnostics)
  }

  // MARK: Reading

  private func open(_ file: InputFile) -> Work? {
    do throws(InputFault) {
      let source = try FileSource(path: file.path, progress: options.progress)
      opened += 1
      return open(source, file)
    } catch {
      ledger.unreadable(file, error.message)
      refusal = refusal ?? IngestionError(.unreadable, path: file.path, reason: error.message)
      return nil
    }
  }

  private func open(_ source: any StoredSource, _ file: InputFile) -> Work? {
    let input = OpenInput(file, source)
    do throws(InputFault) {
      let (kind, opened) = try DecompressedSource.open(source).documentKind()
      if let kind, file.isExplicit, options.setsDocumentsAside {
        documents.append(InputDocument(path: file.path, kind: kind, bytes: try opened.allBytes()))
        return nil
      }
      let isForeign = ForeignContents.of(opened.front) != nil
      guard !isForeign, SpanFormats.cutter(for: opened.front, columns: options.columns) == nil else {
        return .whole(opened, input)
      }
      return lines(of: opened, input)
    } catch {
      input.isIncomplete = true
      var log = DiagnosticLog()
      log.record(error.problem.diagnostic(at: DataLocation(file: file.name, detail: error.message)))
      ledger.close(input, ReadingCounts(), log)
      return nil
    }
  }

  /// Begins with an input that is open already. Under the lock, before any thread runs.
  func begin(_ source: any StoredSource, _ file: InputFile) { first = open(source, file) }

  /// Decides by its first line whether a file is cut into lines.
  private func lines(of source: PeekedSource, _ input: OpenInput) -> Work? {
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
      return .whole(replayed, input)
    }
    current.append(FileProgress(input, source: source, byteOffset: mark, rest: Array(front.dropFirst(mark))))
    return nil
  }

  /// Memory to read into.
  func takeBuffer() -> UnsafeMutableRawBufferPointer {
    free.popLast() ?? .allocate(byteCount: max(options.chunkSize, 64), alignment: 64)
  }
}
