import JSONBridge
import TraceIngestion
import TraceModel

// The engines must agree on every input. Built and run by scripts/fuzz only; FIREBREAK_FUZZ names it to the manifest.

/// Kept from input to input, so that an input costs microseconds. libFuzzer calls from one thread.
nonisolated(unsafe) private var parser = JSONDocumentParser()
nonisolated(unsafe) private let memory = CursorMemory()

/// libFuzzer's own loop, from its library.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
enum FuzzEngines {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { fuzz($0, $1) }
  }
}

private func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  var reader = JSONCursorReader(bytes, memory: memory, depthLimit: 64)
  var seen = Transcript()
  seen.value(&reader)
  if reader.finishes() {
    var known = Transcript()
    do throws(JSONError) {
      try parser.withDocument(bytes) { (tree) throws(JSONError) in known.value(&tree) }
    } catch {
      fatalError("the cursor took what json-c refuses: \(error)")
    }
    precondition(seen == known, "the engines read different things")
  }
  // A document that is passed over must be one that json-c takes.
  var skipping = JSONCursorReader(bytes, memory: memory, depthLimit: 64)
  skipping.skip()
  if skipping.finishes() {
    do throws(JSONError) {
      try parser.withDocument(bytes) { (_) throws(JSONError) in }
    } catch {
      fatalError("the cursor passed over what json-c refuses: \(error)")
    }
  }
  // What the decoders make of it costs more, so that only every eighth input is read as spans.
  if let first = bytes.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B, count % 8 == 0 {
    spans(Array(bytes))
    // Once more behind itself, when the members and attributes that come next are guessed from those before.
    if count % 16 == 0 { spans(Array(bytes) + [0x0A] + Array(bytes)) }
  }
  return 0
}

private func spans(_ bytes: [UInt8]) {
  var cursor = TraceReader(options: ReadingOptions(engine: .cursor))
  var tree = TraceReader(options: ReadingOptions(engine: .jsonC))
  let (left, right) = (cursor.read(bytes: bytes, name: "f"), tree.read(bytes: bytes, name: "f"))
  precondition(cursor.counts == tree.counts, "the engines count different things")
  precondition(left.diagnostics == right.diagnostics, "the engines report different things")
  precondition(left.links == right.links && left.spans.count == right.spans.count, "the engines read different spans")
  for (one, other) in zip(left.spans, right.spans) {
    precondition(one.trace == other.trace && one.id == other.id && one.parent == other.parent, "different ids")
    precondition(one.start == other.start && one.end == other.end && one.flags == other.flags, "different times")
    let (profile, twin) = (left.profiles.profiles[Int(one.profile)], right.profiles.profiles[Int(other.profile)])
    precondition(left.names[profile.name] == right.names[twin.name], "different names")
    precondition(left.names[profile.service] == right.names[twin.service], "different services")
    precondition(profile.kind == twin.kind && profile.outcome == twin.outcome, "different kinds")
    let facts = profile.attributes.map { "\($0.key)\(left.names[$0.value])" }
    precondition(facts == twin.attributes.map { "\($0.key)\(right.names[$0.value])" }, "different facts")
  }
  lines(bytes, right, tree.counts)
}

/// Whole lines are read another way, which must give the same spans in some order.
private func lines(_ bytes: [UInt8], _ expected: SpanBatch, _ counts: ReadingCounts) {
  var reader = TraceReader(options: ReadingOptions(engine: .cursor, threads: 1))
  let batch = reader.readStore(bytes: bytes, name: "f").batch
  precondition(reader.counts == counts, "lines are counted differently")
  precondition(batch.diagnostics == expected.diagnostics, "lines are reported differently")
  precondition(sum(batch) == sum(expected), "lines give different spans")
}

/// A hash of all spans that does not depend on their order.
private func sum(_ batch: SpanBatch) -> UInt64 {
  var sum = UInt64(batch.links.count)
  for span in batch.spans {
    var state = ByteHash.combine(span.trace.low, span.id.bits)
    for word in [span.trace.high, span.parent.bits, span.start, span.end, UInt64(span.flags.rawValue)] {
      state = ByteHash.combine(state, word)
    }
    let profile = batch.profiles.profiles[Int(span.profile)]
    let names = [profile.service, profile.name, profile.instance, profile.host] + profile.attributes.map(\.value)
    for name in names { state = batch.names.withBytes(of: name) { ByteHash.combine(state, ByteHash.hash($0)) } }
    sum &+= state
  }
  return sum
}

/// All that a walk over a document shows, as a running hash.
private struct Transcript: Equatable {
  private var state: UInt64 = 0

  private mutating func note(_ word: UInt64) { state = ByteHash.combine(state, word) }

  mutating func value<Reader: JSONReader>(_ reader: inout Reader) {
    switch reader.kind {
    case .object:
      note(1)
      guard reader.enterObject() else { return }
      while let key = reader.nextMember() {
        note(ByteHash.hash(key))
        value(&reader)
      }
      note(2)
    case .array:
      note(3)
      guard reader.enterArray() else { return }
      while reader.nextElement() { value(&reader) }
      note(4)
    case .string: note(reader.readString().map(ByteHash.hash) ?? 5)
    case .number: note(reader.readDouble().map(\.bitPattern) ?? 6)
    case .boolean: note(reader.readBoolean() == true ? 7 : 8)
    case .null:
      note(9)
      reader.skip()
    }
  }
}
