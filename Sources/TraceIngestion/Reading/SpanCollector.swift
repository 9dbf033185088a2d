import JSONBridge
import TraceModel

/// Where decoders put what they find: spans, links, and what was wrong.
///
/// One a thread. Everything it hands out is a value, so collectors are merged by appending their batches.
struct SpanCollector {
  var batch = SpanBatch()
  var counts = ReadingCounts()
  var draft = SpanDraft()
  var mask = NameMask()
  /// What formats that write a span as a row gather of it, in memory that is kept for the next one.
  var row = SpanRow()
  /// Reads JSON in texts.
  let nested = NestedDocument()
  let table = FactTable.standard
  /// What formats keep from record to record.
  var memories = FormatMemories()
  /// Which attribute comes next. With each goes what it means; nil where no rule reads it.
  let attributeGuide: AttributeGuide<FactRule?>
  private let attributeMemory = AttributeGuideMemory<FactRule?>(nil)
  /// The trace of the span before.
  var lastTrace = TraceIDText()
  /// What resources said that were read before.
  var resources = ResourceMemory()
  /// How many problems were met, told or not.
  private(set) var problemCount = 0
  /// The format that was counted last, so that the same one need not be looked up.
  private var lastFormat: InputFormat?

  /// What the input is called.
  var file = "" {
    didSet {
      examples.removeAll(keepingCapacity: true)
      lastFormat = nil
    }
  }
  /// Where the record begins that is being decoded.
  var line: Int?
  var byteOffset: Int? {
    didSet { ordinal = 0 }
  }
  /// Problems that were met in the record so far.
  private var ordinal = 0

  /// How many examples of each problem this file has given. Places come in order, so the first few are enough, and a
  /// problem that every span has costs little.
  private var examples: [Problem: Int] = [:]
  /// Problems beyond those, which are only counted.
  private var placeless: [Problem: Int] = [:]
  /// Spans whose resource is not known yet.
  private var waiting: [WaitingSpan] = []
  private var waitingAttributes: [Attribute] = []
  /// Of the span at hand; its attributes are given apart.
  private var profile = SpanProfile()

  /// What is decoded may have to be taken back: a fast engine is at work, which cannot tell places.
  private(set) var isTentative = false
  /// A problem was met whose place belongs in a message; the reference engine must look at the record.
  private(set) var isDoubtful = false
  /// Nobody has looked yet at what the record is: a member that is none of the format's is a doubt.
  var isUndetected = false

  /// A span whose profile lacks its resource.
  private struct WaitingSpan {
    var index: Int
    /// What names the resource, in the words of the record.
    var process: NameID
    var name: NameID
    var kind: SpanKind
    var outcome: SpanOutcome
    var attributes: Range<Int>
    var isOpenTelemetry: Bool
    /// A FOLLOWS_FROM reference that is the parent only when the source is native.
    var followed: LinkRecord?
    /// Links that were made of references; only those of a native source follow from anything.
    var links: Range<Int>
  }

  init() { attributeGuide = attributeMemory.guide }

  // MARK: Spans

  /// Adds the draft's span with a resource that is known.
  ///
  /// - Parameters:
  ///   - followed: a FOLLOWS_FROM reference that is the parent only when the source is native.
  ///   - links: the span's links that were made of such references.
  mutating func commit(_ resource: ResourceFacts, followed: LinkRecord? = nil, links: Range<Int> = 0..<0) {
    guard let index = appendSpan() else { return }
    let (outcome, attributes) = draft.finish(names: batch.names)
    profile.name = draft.name
    profile.kind = draft.kind
    profile.outcome = outcome
    let isOpenTelemetry = draft.isOpenTelemetry
    complete(index, resource, attributes, isOpenTelemetry: isOpenTelemetry, followed: followed, links: links)
  }

  /// Adds the draft's span; its profile is completed when its resource is known.
  mutating func commitWaiting(process: NameID, followed: LinkRecord? = nil, links: Range<Int> = 0..<0) {
    guard let index = appendSpan() else { return }
    let first = waitingAttributes.count
    let (outcome, attributes) = draft.finish(names: batch.names)
    waitingAttributes.append(contentsOf: attributes)
    waiting.append(
      WaitingSpan(
        index: index, process: process, name: draft.name, kind: draft.kind, outcome: outcome,
        attributes: first..<waitingAttributes.count, isOpenTelemetry: draft.isOpenTelemetry, followed: followed,
        links: links
      )
    )
  }

  /// Completes the spans that wait, by what named their resource.
  mutating func resolveWaiting(_ resource: (NameID) -> ResourceFacts) {
    for span in waiting {
      profile.name = span.name
      profile.kind = span.kind
      profile.outcome = span.outcome
      waitingAttributes.withUnsafeBufferPointer { attributes in
        complete(
          span.index, resource(span.process), UnsafeBufferPointer(rebasing: attributes[span.attributes]),
          isOpenTelemetry: span.isOpenTelemetry, followed: span.followed, links: span.links
        )
      }
    }
    waiting.removeAll(keepingCapacity: true)
    waitingAttributes.removeAll(keepingCapacity: true)
  }

  /// Adds a link of the span that the draft is about to become.
  mutating func link(_ trace: TraceID, _ id: SpanID, followsFrom: Bool) {
    guard let span = UInt32(exactly: batch.spans.count) else { return }
    batch.links.append(LinkRecord(span: span, trace: trace, id: id, followsFrom: followsFrom))
  }

  @inline(__always)
  private mutating func appendSpan() -> Int? {
    let index = batch.spans.count
    guard let number = UInt32(exactly: index) else { return nil }
    batch.spans.append(
      SpanRecord(
        trace: draft.trace, id: draft.id, parent: draft.parent, start: draft.start, end: draft.end, profile: 0,
        flags: draft.flags
      )
    )
    if let conversation = draft.conversation {
      batch.conversations.append(ConversationRecord(span: number, conversation: conversation))
    }
    counts.spans += 1
    return index
  }

  private mutating func complete(
    _ index: Int, _ resource: ResourceFacts, _ attributes: UnsafeBufferPointer<Attribute>, isOpenTelemetry: Bool,
    followed: LinkRecord?, links: Range<Int>
  ) {
    profile.service = resource.service
    if resource.service.isEmpty {
      profile.service = batch.names.intern("unknown_service")
      problem(.missingServiceName)
    }
    profile.namespace = resource.namespace
    profile.instance = resource.instance
    profile.host = resource.host
    profile.zone = resource.zone
    batch.spans[index].profile = batch.profiles.intern(profile, attributes: attributes)
    // OpenTelemetry's exporters write links as FOLLOWS_FROM; they say nothing about waiting.
    let isNative = !isOpenTelemetry && !resource.isOpenTelemetry
    if !isNative {
      for link in links where batch.links.indices.contains(link) { batch.links[link].followsFrom = false }
    }
    guard var followed else { return }
    if isNative, followed.trace == batch.spans[index].trace, !batch.spans[index].parent.isValid {
      batch.spans[index].parent = followed.id
      batch.spans[index].flags.insert(.followsFrom)
    } else {
      followed.followsFrom = isNative
      batch.links.append(followed)
    }
  }

  // MARK: Taking back

  /// A state to go back to.
  struct Mark {
    fileprivate var spans: Int
    fileprivate var links: Int
    fileprivate var conversations: Int
    fileprivate var profiles: Int
    fileprivate var counted: Int
    fileprivate var signals: Int
    fileprivate var rejected: Int
    fileprivate var diagnostics: DiagnosticLog
    fileprivate var placeless: [Problem: Int]
  }

  /// Begins to decode something that may be taken back.
  mutating func beginTentatively() -> Mark {
    isTentative = true
    isDoubtful = false
    return mark()
  }

  /// The present state.
  func mark() -> Mark {
    Mark(
      spans: batch.spans.count, links: batch.links.count, conversations: batch.conversations.count,
      profiles: batch.profiles.profiles.count, counted: counts.spans, signals: counts.otherSignals,
      rejected: counts.rejected, diagnostics: batch.diagnostics, placeless: placeless
    )
  }

  /// Notes that the other engine should look at the record.
  mutating func doubt() {
    if isTentative { isDoubtful = true }
  }

  /// Keeps what was decoded since the mark.
  mutating func keep() {
    isTentative = false
  }

  /// Takes back what was decoded since a mark. Names that were met stay in the table; nothing refers to them.
  mutating func takeBack(to mark: Mark) {
    isTentative = false
    ordinal = 0
    batch.spans.removeLast(batch.spans.count - mark.spans)
    batch.links.removeLast(batch.links.count - mark.links)
    batch.conversations.removeLast(batch.conversations.count - mark.conversations)
    batch.profiles.removeAll(from: mark.profiles)
    batch.diagnostics = mark.diagnostics
    placeless = mark.placeless
    counts.spans = mark.counted
    counts.otherSignals = mark.signals
    counts.rejected = mark.rejected
    lastFormat = nil
    waiting.removeAll(keepingCapacity: true)
    waitingAttributes.removeAll(keepingCapacity: true)
  }

  /// Gives examples of every problem anew: those of before may have been taken back.
  mutating func forgetExamples() { examples.removeAll(keepingCapacity: true) }

  // MARK: Handing over

  /// What was collected since the last time, names and profiles aside; the memory of `recycled` is used next.
  mutating func takeSpans(recycled: consuming CollectedSpans) -> CollectedSpans {
    swap(&batch.spans, &recycled.spans)
    swap(&batch.links, &recycled.links)
    swap(&batch.conversations, &recycled.conversations)
    return recycled
  }

  /// What was wrong since the last time. Examples are given anew afterwards.
  mutating func takeDiagnostics() -> DiagnosticLog {
    var log = batch.diagnostics
    for (problem, count) in placeless { log.record(problem.diagnostic(at: nil, count: count)) }
    placeless.removeAll(keepingCapacity: true)
    batch.diagnostics = DiagnosticLog()
    return log
  }

  /// What was counted since the last time.
  mutating func takeCounts() -> ReadingCounts {
    let counts = counts
    self.counts = ReadingCounts()
    lastFormat = nil
    return counts
  }

  // MARK: Problems

  /// Counts a problem at the record that is being decoded. Path and detail are only asked for while examples are kept.
  mutating func problem(
    _ problem: Problem, path: @autoclosure () -> String = "", detail: @autoclosure () -> String = ""
  ) {
    problemCount += 1
    ordinal += 1
    guard wantsPlace(of: problem) else { return report(problem, at: nil) }
    if isTentative { return isDoubtful = true }
    var place = DataLocation(file: file, line: line, byteOffset: byteOffset, path: path(), detail: detail())
    place.ordinal = ordinal
    report(problem, at: place)
  }

  /// Whether a problem's place would still be kept as an example.
  func wantsPlace(of problem: Problem) -> Bool { examples[problem, default: 0] < Diagnostic.exampleLimit }

  /// Counts a problem at a place, or one more of those whose first places in this file are known.
  mutating func report(_ problem: Problem, at place: DataLocation?, count: Int = 1) {
    if place != nil { examples[problem, default: 0] += 1 }
    if problem.rejectsRecord { counts.rejected += count }
    // Those without a place, which may be millions, are added up before they are recorded.
    guard let place else { return placeless[problem, default: 0] += count }
    batch.diagnostics.record(problem.diagnostic(at: place, count: count))
  }

  /// Divides the bytes of a record that was read between the spans that were used and those that were not.
  @inline(__always)
  mutating func settle(bytes: Int, since before: (spans: Int, rejected: Int)) {
    let rejected = counts.rejected - before.rejected
    guard rejected > 0 else { return }
    let all = rejected + max(counts.spans - before.spans, 0)
    counts.unreadBytes += Int(Double(bytes) * Double(rejected) / Double(all))
  }

  mutating func refuse(_ refusal: Refusal, at place: DataLocation) {
    counts.refused += 1
    if refusal.holdsSpans { counts.rejected += 1 }
    batch.diagnostics.record(
      Diagnostic(
        id: "refused-" + refusal.id, message: refusal.message, advice: refusal.advice, examples: [place],
        isLoss: refusal.holdsSpans
      )
    )
  }

  /// Counts records of a format.
  @inline(__always)
  mutating func count(_ format: InputFormat, records: Int = 1) {
    counts.records += records
    if format == lastFormat { return }
    counts.formats.insert(format)
    lastFormat = format
  }

  // MARK: Times

  /// Repairs what is missing or turned around, and flags it. Call when all members of the span were read.
  mutating func settleTimes(hasStart: Bool, hasEnd: Bool) {
    if !hasStart || !hasEnd {
      if !hasStart { draft.start = draft.end }
      if !hasEnd { draft.end = draft.start }
      draft.flags.insert(.untrustedTime)
      problem(.missingTime)
    } else if draft.end < draft.start {
      draft.end = draft.start
      draft.flags.insert(.untrustedTime)
      problem(.negativeDuration)
    }
    // 1990 and 2100: what lies outside was hardly recorded then.
    if draft.start != 0, draft.start < 631_152_000_000_000_000 || draft.start > 4_102_444_800_000_000_000 {
      problem(.suspiciousTimeUnit)
    }
  }
}

/// Spans with their links and conversations, which name them by index; profiles are numbered by the collector.
struct CollectedSpans {
  var spans: [SpanRecord] = []
  var links: [LinkRecord] = []
  var conversations: [ConversationRecord] = []

  mutating func removeAll() {
    spans.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    conversations.removeAll(keepingCapacity: true)
  }
}
