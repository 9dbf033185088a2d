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

  /// Where the formats keep their records.
  static let layout = RecordLayout(
    lists: ["resourceSpans", "resource_spans", "batches", "data"],
    envelopes: ["trace"],
    signals: [
      "resourceLogs", "resource_logs", "resourceMetrics", "resource_metrics", "resourceProfiles", "resource_profiles",
    ],
    notes: ["status"]
  )

  init(options: ReadingOptions) {
    self.options = options
    decoder = RecordDecoder(options: options)
    lineSlicer = RecordSlicer(layout: Self.layout)
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
    if let framing = ProtobufSlicer.framing(of: front) { return messages(of: source, framing, name: name) }
    let window = ByteWindow(source, chunk: options.chunkSize)
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
    return pieces(of: window, RecordSlicer(layout: Self.layout, firstOffset: byteOrderMark), steps, name: name)
  }

  /// Cuts what the window shows into records and decodes them one after the other. Returns what others may go on with.
  mutating func pieces(
    of window: ByteWindow, _ slicer: consuming RecordSlicer, _ steps: consuming StepHandling, name: String
  ) -> UnreadInput? {
    var slicer = slicer
    var steps = steps
    let isExplicit = steps.isExplicit
    while true {
      let bytes = window.bytes
      let step = slicer.next(in: bytes, isComplete: window.isComplete)
      switch step {
      case .finished:
        decoder.collector.counts.bytes += window.bytesRead
        steps.finish(&self, name: name)
        return nil
      case .needsMore:
        if bytes.count - slicer.consumed >= options.recordSizeLimit {
          steps.fault(slicer.abandonRecord(in: bytes, limit: options.recordSizeLimit), &self)
        }
        let consumed = slicer.consumed
        slicer.dropConsumed(from: bytes)
        window.drop(consumed)
        if window.bytesRead >= bytesAlone, steps.isSettled {
          return UnreadInput(cutter: .json(slicer, steps), window: window)
        }
        fill(window, name: name)
      case .record(let record):
        let place = slicer.place(of: record.range.lowerBound, in: bytes)
        decoder.collector.line = place.line
        decoder.collector.byteOffset = place.byteOffset
        let slice = UnsafeRawBufferPointer(rebasing: bytes[record.range])
        steps.isEmpty = false
        if decoder.decode(slice, member: record.member, isExplicit: isExplicit) { steps.isTrace = true }
        handOver()
      case .opened(let member):
        steps.isEmpty = false
        if member != "data" { steps.isTrace = true }
      case .signal:
        steps.isEmpty = false
        decoder.collector.counts.otherSignals += 1
      case .note(_, let range):
        let place = slicer.place(of: range.lowerBound, in: bytes)
        decoder.collector.line = place.line
        decoder.collector.byteOffset = place.byteOffset
        if bytes[range].elementsEqual("\"PARTIAL\"".utf8) { decoder.collector.problem(.partialTrace) }
      case .fault(let fault): steps.fault(fault, &self)
      }
    }
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

  /// Reads OTLP's binary form.
  private mutating func messages(
    of source: PeekedSource, _ framing: ProtobufSlicer.Framing, name: String
  ) -> UnreadInput? {
    let window = ByteWindow(source, chunk: options.chunkSize)
    var slicer = ProtobufSlicer(framing)
    decoder.collector.line = nil
    while true {
      let bytes = window.bytes
      switch slicer.next(in: bytes, isComplete: window.isComplete) {
      case .finished:
        decoder.collector.counts.bytes += window.bytesRead
        return nil
      case .broken(let reason, let start):
        decoder.collector.byteOffset = slicer.base + start
        decoder.collector.problem(window.isComplete ? .truncatedRecord : .malformedRecord, detail: reason)
        decoder.collector.counts.bytes += window.bytesRead
        return nil
      case .damaged(let start):
        decoder.collector.byteOffset = slicer.base + start
        decoder.collector.problem(.malformedRecord, detail: ProtobufSlicer.damage)
      case .record(let range, let start):
        decoder.collector.byteOffset = slicer.base + start
        decoder.decodeMessage(UnsafeRawBufferPointer(rebasing: bytes[range]))
        handOver()
      case .needsMore:
        guard bytes.count - slicer.consumed < options.recordSizeLimit else {
          decoder.collector.byteOffset = slicer.base + slicer.consumed
          decoder.collector.problem(.oversizedRecord)
          decoder.collector.counts.bytes += window.bytesRead
          return nil
        }
        window.drop(slicer.consumed)
        slicer.dropConsumed()
        if window.bytesRead >= bytesAlone { return UnreadInput(cutter: .protobuf(slicer), window: window) }
        fill(window, name: name)
      }
    }
  }

  /// What a file turned out to be, and the slicer's faults, which count only when it is a trace.
  struct StepHandling {
    let isExplicit: Bool
    var isTrace = false
    /// Nothing but white space and brackets so far.
    var isEmpty = true
    private var early: [SlicingFault] = []

    /// Whether faults are told at once, so that in which order records and faults are met does not matter.
    var isSettled: Bool { isExplicit || isTrace }

    init(isExplicit: Bool, isTrace: Bool = false, isEmpty: Bool = true) {
      self.isExplicit = isExplicit
      self.isTrace = isTrace
      self.isEmpty = isEmpty
    }

    mutating func fault(_ fault: SlicingFault, _ reading: inout InputReading) {
      isEmpty = false
      // A text file in a directory is all garbage; it is reported once, as what it is.
      if !isTrace, !isExplicit {
        if early.count < 1000 { early.append(fault) }
        return
      }
      reading.report(fault)
    }

    func finish(_ reading: inout InputReading, name: String) {
      if isEmpty { return reading.note(.emptyFile, file: name) }
      if isTrace || early.isEmpty {
        for fault in early { reading.report(fault) }
      } else {
        reading.note(.notATrace, file: name, isLoss: false)
      }
    }
  }

  mutating func report(_ fault: SlicingFault) {
    let problem: Problem =
      switch fault.kind {
      case .garbage: .garbage
      case .truncated: .truncatedRecord
      case .broken: .malformedRecord
      case .oversized: .oversizedRecord
      case .trailingComma: .trailingComma
      }
    let place = DataLocation(
      file: decoder.collector.file, line: fault.line, byteOffset: fault.byteOffset, detail: fault.message
    )
    decoder.collector.report(problem, at: place)
  }
}
