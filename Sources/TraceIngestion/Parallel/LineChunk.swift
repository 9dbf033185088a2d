import TraceModel

/// Some whole lines of a file, and what became of them.
///
/// A class: it owns raw memory, and is passed from the thread that read it to the one that decodes it. Its variables are
/// looked at and changed under the feed's lock.
final class LineChunk {
  let bytes: UnsafeMutableRawBufferPointer
  /// How much of `bytes` is filled.
  let count: Int
  let file: FileProgress
  /// Where it begins in the file, decompressed.
  let byteOffset: Int

  /// Set when it was decoded.
  var outcome: LineOutcome?
  /// Everything before it was decoded without damage, so what came of it counts.
  var isConfirmed = false
  /// Something before it was damaged, and it is read again.
  var isDiscarded = false

  init(bytes: UnsafeMutableRawBufferPointer, count: Int, file: FileProgress, byteOffset: Int) {
    self.bytes = bytes
    self.count = count
    self.file = file
    self.byteOffset = byteOffset
  }
}

/// What decoding a chunk gave beside spans.
struct LineOutcome {
  /// Where the first document begins that is not whole, or damaged; all before it was decoded.
  var damage: Int?
  /// Lines that ended before that.
  var lines = 0
  var isTrace = false
  /// Nothing but white space so far.
  var isEmpty = true
  var counts = ReadingCounts()
  /// With lines counted from 1 at the beginning of the chunk.
  var diagnostics = DiagnosticLog()
}

/// A file that several threads are reading. Used under the feed's lock, but for `source` and `rest`: these belong to the
/// thread that cuts the file while there is one.
final class FileProgress {
  let input: OpenInput
  let source: any ByteSource
  /// What was read of a line whose end was not, or what could not be cut into lines.
  var rest: [UInt8] = []
  /// How much was handed out, decompressed.
  var byteOffset: Int
  /// Chunks that are not confirmed, in order.
  var chunks: [LineChunk] = []
  /// Chunks that are cut or decoded.
  var inFlight = 0
  /// A thread reads on in it.
  var isBeingCut = false
  /// Nothing is left to hand out.
  var isEnded = false
  /// What is left must be read by one thread.
  var isStopped = false
  var fault: InputFault?

  // Of the confirmed chunks.
  var lines = 0
  var isTrace = false
  var isEmpty = true
  var counts = ReadingCounts()
  var diagnostics = DiagnosticLog()

  init(_ input: OpenInput, source: any ByteSource, byteOffset: Int, rest: [UInt8]) {
    self.input = input
    self.source = source
    self.byteOffset = byteOffset
    self.rest = rest
  }

  /// Takes over what the first chunks gave, as long as all of them are without damage. Returns the memory that is free.
  func confirm() -> [UnsafeMutableRawBufferPointer] {
    var free: [UnsafeMutableRawBufferPointer] = []
    // A damaged chunk stays the first, and others may still come back behind it.
    while let chunk = chunks.first, let outcome = chunk.outcome, !chunk.isConfirmed {
      chunk.isConfirmed = true
      take(outcome)
      if outcome.damage != nil { break }
      free.append(chunk.bytes)
      chunks.removeFirst()
    }
    return free
  }

  private func take(_ outcome: LineOutcome) {
    var log = outcome.diagnostics
    log.moveLines(by: lines)
    diagnostics.merge(log)
    lines += outcome.lines
    isTrace = isTrace || outcome.isTrace
    isEmpty = isEmpty && outcome.isEmpty
    counts.add(outcome.counts)
  }
}

/// Bytes that were read already, and then what a source still has.
///
/// A class, as all sources are; it owns the memory of the chunks and frees what was given out.
final class ReplayedSource: ByteSource {
  private var chunks: ArraySlice<LineChunk>
  private var position: Int
  private let rest: PeekedSource

  /// - Parameters:
  ///   - start: where in the first chunk to begin.
  ///   - rest: what was read behind the chunks.
  init(_ chunks: [LineChunk], from start: Int, rest: [UInt8], then source: any ByteSource, fault: InputFault?) {
    self.chunks = chunks[...]
    position = start
    self.rest = PeekedSource(rest, then: source, fault: fault)
  }

  deinit { for chunk in chunks { chunk.bytes.deallocate() } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int {
    while let chunk = chunks.first {
      let count = min(buffer.count, chunk.count - position)
      if count > 0 {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: chunk.bytes[position..<position + count]))
        position += count
        return count
      }
      chunk.bytes.deallocate()
      chunks.removeFirst()
      position = 0
    }
    return try rest.read(into: buffer)
  }
}
