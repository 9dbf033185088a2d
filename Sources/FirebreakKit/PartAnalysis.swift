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
  private static let spansWorthThreads = 20_000

  private let store: SpanStore
  private let roles: RoleTable
  private let targets: LinkTargets
  private let isPartial: Bool
  private let next = Atomic<Int>(0)
  private let summaries: Mutex<[Int: Summary]> = Mutex([:])

  init(store: SpanStore, roles: RoleTable, isPartial: Bool) {
    self.store = store
    self.roles = roles
    self.isPartial = isPartial
    targets = LinkTargets(store.links)
  }

  func run(threads: Int) -> Summary {
    let wanted = threads > 0 ? threads : ThreadTeam.processorCount
    ThreadTeam.run(store.count < Self.spansWorthThreads ? 1 : min(wanted, SpanStore.partCount)) { self.analyse($0) }
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
    while true {
      let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard part < SpanStore.partCount else { break }
      store.gather(part, into: &batch)
      let groups = TraceGroups(spans: batch.spans)
      summarizer.use(
        LinkIndex(batch.links, targets: targets, conversations: batch.conversations, isPartial: isPartial))
      for range in groups.ranges {
        assembler.assemble(groups.order[range], of: batch.spans, into: &trace)
        summarizer.add(trace)
      }
    }
    let summary = summarizer.finish()
    summaries.withLock { $0[thread] = summary }
  }
}
