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

  /// Reads an input from its beginning to its end.
  mutating func read(_ source: any StoredSource, _ file: InputFile, _ ledger: inout InputLedger) {
    let input = OpenInput(file, source)
    begin(input)
    do throws(InputFault) {
      let opened = try DecompressedSource.open(source)
      _ = records(of: opened, input)
    } catch {
      fault(error, input)
    }
    let counts = decoder.collector.takeCounts()
    ledger.close(input, counts, decoder.collector.takeDiagnostics())
  }

  /// Begins with another input: places in messages are of this one from now on.
  mutating func begin(_ input: OpenInput) {
    decoder.collector.file = input.name
  }

  /// Reads on. What came before a fault is used.
  mutating func fill(_ window: ByteWindow, _ input: OpenInput) {
    do throws(InputFault) { try window.fill() } catch { fault(error, input) }
  }

  /// Notes that an input cannot be read to its end.
  mutating func fault(_ fault: InputFault, _ input: OpenInput) {
    input.isIncomplete = true
    let place = DataLocation(file: input.name, detail: fault.message)
    decoder.collector.report(fault.problem, at: place)
  }

  /// Reads an input that is no file of lines. Returns what others may go on with.
  mutating func records(of source: PeekedSource, _ input: OpenInput) -> UnreadInput? {
    // However much was looked at by now, only the first bytes tell what the input is: the same in every way of reading.
    let front = Array(source.front.prefix(DecompressedSource.peekedBytes))
    input.foreign = ForeignContents.of(front)
    guard input.foreign == nil else { return nil }
    let window = ByteWindow(source, chunk: options.chunkSize)
    if let cutter = SpanFormats.cutter(for: front, columns: options.columns) {
      // The records prove what the input is; there is nothing that only counts when it is a trace.
      return pieces(of: window, InputCutter(cutter), StepHandling(isTrace: true, isEmpty: false), input)
    }
    fill(window, input)
    if ForeignContents.isBinary(window.bytes) {
      input.foreign = .binary
      return nil
    }
    let byteOrderMark = window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    window.drop(byteOrderMark)
    let slicer = RecordSlicer(layout: SpanFormats.layout, firstOffset: byteOrderMark)
    return pieces(of: window, InputCutter(slicer), StepHandling(isExplicit: input.isExplicit), input)
  }

  /// Cuts what the window shows into records and decodes them one after the other. Returns what others may go on with.
  mutating func pieces(
    of window: ByteWindow, _ cutter: consuming InputCutter, _ steps: consuming StepHandling, _ input: OpenInput
  ) -> UnreadInput? {
    var cutter = cutter
    var steps = steps
    while true {
      let bytes = window.bytes
      switch cutter.next(in: bytes, isComplete: window.isComplete) {
      case .event(let event):
        handle(event, in: bytes, &steps, input)
        handOver()
      case .finished:
        decoder.collector.counts.bytes += window.bytesRead
        steps.finish(&self, input)
        return nil
      case .needsMore:
        if bytes.count - cutter.consumed >= options.recordSizeLimit {
          handle(cutter.abandonRecord(in: bytes, limit: options.recordSizeLimit), in: bytes, &steps, input)
        }
        let consumed = cutter.consumed
        cutter.dropConsumed(from: bytes)
        window.drop(consumed)
        if window.bytesRead >= bytesAlone, steps.isSettled {
          return UnreadInput(cutter: cutter, steps: steps, window: window)
        }
        fill(window, input)
      }
    }
  }

  /// Takes in what was found in an input.
  ///
  /// - Parameter bytes: what the ranges of records refer to.
  mutating func handle(
    _ event: InputEvent, in bytes: UnsafeRawBufferPointer, _ steps: inout StepHandling, _ input: OpenInput
  ) {
    steps.isEmpty = false
    switch event {
    case .record(let record, let line, let byteOffset):
      move(to: line, byteOffset)
      let slice = UnsafeRawBufferPointer(rebasing: bytes[record.range])
      if record.isWrapped { decoder.collector.problem(.wrappedRecord) }
      if decoder.decode(slice, member: record.member, isExplicit: steps.isExplicit) { steps.isTrace = true }
    case .cut(let record, let byteOffset):
      move(to: record.line, byteOffset)
      decoder.decode(record, UnsafeRawBufferPointer(rebasing: bytes[record.range]))
    case .opened(let isDistinctive): if isDistinctive { steps.isTrace = true }
    case .signal(let kind): decoder.collector.count(signal: kind)
    case .note(let problem, let line, let byteOffset):
      move(to: line, byteOffset)
      decoder.collector.problem(problem)
    case .slicingFault(let fault):
      if !steps.isSettled, !input.looksLikeSpans { input.looksLikeSpans = SpanSigns.areIn(text: bytes) }
      steps.fault(fault, &self)
    case .skipped(let skipped): steps.skipped(skipped, &self)
    case .problem(let problem, let detail, let byteOffset, let lostBytes):
      move(to: nil, byteOffset)
      decoder.collector.counts.unreadBytes += lostBytes
      decoder.collector.problem(problem, detail: detail)
    case .broken(let problem, let detail, let byteOffset):
      move(to: nil, byteOffset)
      input.isIncomplete = true
      decoder.collector.problem(problem, detail: detail)
    case .inputFault(let fault): self.fault(fault, input)
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
    decoder.collector.counts.unreadBytes += fault.lostBytes
    let problem = Problem(fault.kind)
    guard decoder.collector.wantsPlace(of: problem) else { return decoder.collector.report(problem, at: nil) }
    let place = DataLocation(
      file: decoder.collector.file, line: fault.line, byteOffset: fault.byteOffset, detail: fault.message
    )
    decoder.collector.report(problem, at: place)
  }
}
