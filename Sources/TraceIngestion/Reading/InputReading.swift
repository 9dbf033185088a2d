import JSONBridge
import TraceModel

/// The work of one reader: opens inputs, cuts them into records and has the records decoded.
struct InputReading: ~Copyable {
  var decoder: RecordDecoder
  let options: ReadingOptions
  /// Where spans go that are certain, when they are not to stay in the decoder's batch.
  var shard: SpanShard?

  /// A slicer at the beginning of a line, copied for each line that needs one.
  let lineSlicer: RecordSlicer

  /// How much of an input is read by this thread alone, before what is left of it is handed back.
  var bytesAlone = Int.max

  init(options: ReadingOptions) {
    self.options = options
    decoder = RecordDecoder(options: options)
    lineSlicer = RecordSlicer(layout: SpanFormats.layout)
  }

  /// What was read, and how much of it.
  consuming func finish() -> (SpanBatch, ReadingCounts) {
    decoder.finish()
  }

  /// Reports a problem with a file as a whole.
  mutating func note(_ problem: Problem, file: String, detail: String = "", isLoss: Bool? = nil) {
    decoder.collector.report(problem, at: DataLocation(file: file, detail: detail), isLoss: isLoss)
  }

  /// Reads a file; one that cannot be opened is noted, and thrown for the caller to count.
  mutating func read(_ file: InputFile) throws(IngestionError) {
    let source: FileSource
    do {
      source = try FileSource(path: file.path, progress: options.progress)
    } catch {
      note(.unreadableFile, file: file.name, detail: error.message)
      throw IngestionError(.unreadable, path: file.path, reason: error.message)
    }
    read(source, name: file.name, isExplicit: file.isExplicit)
  }

  mutating func read(_ source: any ByteSource, name: String, isExplicit: Bool) {
    decoder.collector.counts.files += 1
    decoder.collector.file = name
    let before = decoder.collector.counts.spans
    let formatsBefore = decoder.collector.counts.formats
    decoder.collector.counts.formats = []
    do {
      let opened = try DecompressedSource.open(source)
      _ = records(of: opened, name: name, isExplicit: isExplicit)
    } catch {
      fault(error, name: name)
    }
    if decoder.collector.counts.spans == before { decoder.collector.counts.filesWithoutSpans += 1 }
    for format in decoder.collector.counts.formats { decoder.collector.counts.filesByFormat[format, default: 0] += 1 }
    decoder.collector.counts.formats.formUnion(formatsBefore)
  }

  /// Reads on. What came before a fault is used.
  mutating func fill(_ window: ByteWindow, name: String) {
    do throws(InputFault) { try window.fill() } catch { fault(error, name: name) }
  }

  mutating func fault(_ fault: InputFault, name: String) {
    let problem: Problem = fault.id == "unreadable-file" ? .unreadableFile : .damagedCompression
    note(problem, file: name, detail: fault.message)
  }

  /// Reads an input that is no file of lines. Returns what others may go on with.
  mutating func records(of source: PeekedSource, name: String, isExplicit: Bool) -> UnreadInput? {
    // However much was looked at by now, only the first bytes tell what the input is: the same in every way of reading.
    let front = Array(source.front.prefix(DecompressedSource.peekedBytes))
    if let foreign = ForeignContents.name(of: front) {
      note(.foreignFile, file: name, detail: "it is \(foreign)", isLoss: isExplicit)
      return nil
    }
    let window = ByteWindow(source, chunk: options.chunkSize)
    if let cutter = SpanFormats.cutter(for: front, columns: options.columns) {
      // The records prove what the input is; there is nothing that only counts when it is a trace.
      return pieces(of: window, InputCutter(cutter), StepHandling(isTrace: true, isEmpty: false), name: name)
    }
    let steps = StepHandling(isExplicit: isExplicit)
    fill(window, name: name)
    if window.bytes.isEmpty {
      steps.finish(&self, name: name)
      return nil
    }
    if ForeignContents.isBinary(window.bytes) {
      note(.foreignFile, file: name, detail: "it is no text", isLoss: isExplicit)
      return nil
    }
    let byteOrderMark = window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    window.drop(byteOrderMark)
    let slicer = RecordSlicer(layout: SpanFormats.layout, firstOffset: byteOrderMark)
    return pieces(of: window, InputCutter(slicer), steps, name: name)
  }

  /// Cuts what the window shows into records and decodes them one after the other. Returns what others may go on with.
  mutating func pieces(
    of window: ByteWindow, _ cutter: consuming InputCutter, _ steps: consuming StepHandling, name: String
  ) -> UnreadInput? {
    var cutter = cutter
    var steps = steps
    while true {
      let bytes = window.bytes
      switch cutter.next(in: bytes, isComplete: window.isComplete) {
      case .event(let event):
        handle(event, in: bytes, &steps)
        handOver()
      case .finished:
        decoder.collector.counts.bytes += window.bytesRead
        steps.finish(&self, name: name)
        return nil
      case .needsMore:
        if bytes.count - cutter.consumed >= options.recordSizeLimit {
          handle(cutter.abandonRecord(in: bytes, limit: options.recordSizeLimit), in: bytes, &steps)
        }
        let consumed = cutter.consumed
        cutter.dropConsumed(from: bytes)
        window.drop(consumed)
        if window.bytesRead >= bytesAlone, steps.isSettled {
          return UnreadInput(cutter: cutter, steps: steps, window: window)
        }
        fill(window, name: name)
      }
    }
  }

  /// Takes in what was found in an input.
  ///
  /// - Parameter bytes: what the ranges of records refer to.
  mutating func handle(_ event: InputEvent, in bytes: UnsafeRawBufferPointer, _ steps: inout StepHandling) {
    steps.isEmpty = false
    switch event {
    case .record(let record, let line, let byteOffset):
      move(to: line, byteOffset)
      let slice = UnsafeRawBufferPointer(rebasing: bytes[record.range])
      if decoder.decode(slice, member: record.member, isExplicit: steps.isExplicit) { steps.isTrace = true }
    case .cut(let record, let byteOffset):
      move(to: record.line, byteOffset)
      decoder.decode(record, UnsafeRawBufferPointer(rebasing: bytes[record.range]))
    case .opened(let isDistinctive): if isDistinctive { steps.isTrace = true }
    case .signal: decoder.collector.counts.otherSignals += 1
    case .note(let problem, let line, let byteOffset):
      move(to: line, byteOffset)
      decoder.collector.problem(problem)
    case .slicingFault(let fault): steps.fault(fault, &self)
    case .problem(let problem, let detail, let byteOffset):
      move(to: nil, byteOffset)
      decoder.collector.problem(problem, detail: detail)
    case .inputFault(let fault): self.fault(fault, name: decoder.collector.file)
    }
  }

  private mutating func move(to line: Int?, _ byteOffset: Int) {
    decoder.collector.line = line
    decoder.collector.byteOffset = byteOffset
  }

  /// Passes spans on to the shard once there are some.
  private mutating func handOver() {
    guard let shard, decoder.collector.batch.spans.count > 4096 else { return }
    shard.append(
      decoder.collector.batch.spans, links: decoder.collector.batch.links,
      conversations: decoder.collector.batch.conversations
    )
    decoder.collector.batch.spans.removeAll(keepingCapacity: true)
    decoder.collector.batch.links.removeAll(keepingCapacity: true)
    decoder.collector.batch.conversations.removeAll(keepingCapacity: true)
  }

  mutating func report(_ fault: SlicingFault) {
    let place = DataLocation(
      file: decoder.collector.file, line: fault.line, byteOffset: fault.byteOffset, detail: fault.message
    )
    decoder.collector.report(Problem(fault.kind), at: place)
  }
}
