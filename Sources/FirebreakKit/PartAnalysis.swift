internal import CallClassification
internal import FailureSpread
internal import Synchronization
internal import TraceAssembly
internal import TraceModel

/// spans → traces → calls → summary, for the parts of a store side by side.
///
/// A class because the threads share it: they take the next part by a counter, and each has a place for its summary.
final class PartAnalysis: Sendable {
  /// Fewer spans are done sooner by one thread.
  private static let spansWorthThreads = 4_000

  static let oversizedTrace = "oversized-trace"

  private let store: SpanStore
  private let roles: RoleTable
  private let targets: LinkTargets
  private let isPartial: Bool
  /// Spans that a thread takes at once, and what it needs for each beside the store.
  private let spanLimit: Int
  private let threads: Int
  /// Spans of one trace that are analysed. Traces with more than a thread takes at once come one after the other.
  private let traceLimit: Int
  private let largeTrace = GuardedValue(())
  private static let bytesPerSpan = 400
  private let next = Atomic<Int>(0)
  private let summaries = GuardedValue<[Int: Summary]>([:])

  /// - Parameter memory: bytes that may be used for what is worked on.
  init(store: SpanStore, roles: RoleTable, isPartial: Bool, threads: Int, memory: Int) {
    self.threads = ThreadTeam.size(asked: threads)
    spanLimit = max(memory / 8 / self.threads / Self.bytesPerSpan, 10_000)
    // Whatever the number of threads: it decides what of a large trace is analysed.
    traceLimit = max(memory / 4 / Self.bytesPerSpan, 10_000)
    self.store = store
    self.roles = roles
    self.isPartial = isPartial
    targets = LinkTargets(store.links)
  }

  func run() -> Summary {
    ThreadTeam.run(store.count < Self.spansWorthThreads ? 1 : min(threads, SpanStore.partCount)) { self.analyse($0) }
    // In the order of the threads; the sums are the same in any.
    let made = summaries.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
    guard var summary = made.first else { return Summary(names: roles.names, nodes: roles.nodes) }
    for other in made.dropFirst() { summary.merge(other) }
    return summary
  }

  private func analyse(_ thread: Int) {
    var batch = SpanBatch()
    var trace = Trace()
    var assembler = TraceAssembler(names: store.names, profiles: store.profiles.profiles)
    var summarizer = Summarizer(roles: roles, links: LinkIndex([]))
    var left = 0
    while true {
      let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard part < SpanStore.partCount else { break }
      func analyse(_ batch: inout SpanBatch) {
        let groups = TraceGroups(spans: batch.spans)
        summarizer.use(
          LinkIndex(batch.links, targets: targets, conversations: batch.conversations, isPartial: isPartial))
        for range in groups.ranges {
          assembler.assemble(groups.order[range], of: batch.spans, into: &trace)
          summarizer.add(trace)
        }
      }
      left += store.forEachBatch(
        of: part, atMost: spanLimit, ofOneTrace: traceLimit, into: &batch, analyse,
        large: { batch in largeTrace.withLock { _ in analyse(&batch) } })
    }
    var summary = summarizer.finish()
    if left > 0 {
      summary.diagnostics.record(
        Diagnostic(
          id: Self.oversizedTrace, message: "A trace has more spans than fit into memory; those that begin last were left out.",
          advice: "Allow more with --memory.", count: left, isLoss: true))
    }
    summaries.withLock { $0[thread] = summary }
  }
}
