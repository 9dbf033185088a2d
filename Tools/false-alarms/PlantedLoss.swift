import FirebreakKit

/// A loss of trace context or of span kinds, worked into the spans of traces: the system is the same, but its edges can no
/// longer be seen. A gate must not pass.
enum PlantedLoss: String, CaseIterable {
  /// The service that is called most starts traces of its own.
  case service
  /// It does so for half of its requests.
  case half
  /// No span names a parent.
  case parents
  /// Every parent in another service became a link.
  case links
  case consumers
  case producers
  case internals

  /// The spans with the loss; nothing where the traces give no place for it.
  func planted(in batch: SpanBatch, _ random: inout Generator) -> SpanBatch? {
    switch self {
    case .service: cut(batch, share: 1, &random)
    case .half: cut(batch, share: 0.5, &random)
    case .parents: withoutParents(batch)
    case .links: withLinks(batch)
    case .consumers: withKind(.consumer, batch)
    case .producers: withKind(.producer, batch)
    case .internals: withKind(.internal, batch)
    }
  }

  private struct Key: Hashable {
    var trace: TraceID
    var id: SpanID
  }

  private static func parents(_ batch: SpanBatch) -> [Int?] {
    let places = Dictionary(batch.spans.enumerated().map { (Key(trace: $1.trace, id: $1.id), $0) }) { first, _ in first
    }
    return batch.spans.enumerated().map { place, span in
      let parent = places[Key(trace: span.trace, id: span.parent)]
      return parent == place ? nil : parent
    }
  }

  /// Requests that a span of another service asks for.
  private static func served(_ batch: SpanBatch, _ parents: [Int?]) -> [Int] {
    batch.spans.indices.filter { place in
      guard let parent = parents[place] else { return false }
      let (own, above) = (profile(batch, place), profile(batch, parent))
      return own.kind == .server && above.kind == .client && own.service != above.service
    }
  }

  private static func profile(_ batch: SpanBatch, _ place: Int) -> SpanProfile {
    batch.profiles.profiles[Int(batch.spans[place].profile)]
  }

  private func cut(_ batch: SpanBatch, share: Double, _ random: inout Generator) -> SpanBatch? {
    let parents = Self.parents(batch)
    let served = Self.served(batch, parents)
    let calls = Dictionary(grouping: served) { batch.names[Self.profile(batch, $0).service] }
    guard let busiest = calls.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else { return nil }
    let roots = Set(busiest.value.filter { _ in share >= 1 || Double.random(in: 0..<1, using: &random) < share })
    return Self.separated(batch, at: roots, parents)
  }

  /// Each root with all that hangs below it as a trace of its own.
  private static func separated(_ batch: SpanBatch, at roots: Set<Int>, _ parents: [Int?]) -> SpanBatch {
    var batch = batch
    let traces = batch.spans.map(\.trace)
    for place in batch.spans.indices {
      var above: Int? = place
      var steps = 0
      while let current = above, !roots.contains(current), steps < 1000 {
        above = parents[current]
        steps += 1
      }
      guard let root = above, roots.contains(root) else { continue }
      batch.spans[place].trace = TraceID(high: traces[root].low, low: batch.spans[root].id.bits)
      if place == root { batch.spans[place].parent = .none }
    }
    return batch
  }

  private func withoutParents(_ batch: SpanBatch) -> SpanBatch? {
    var batch = batch
    for place in batch.spans.indices { batch.spans[place].parent = .none }
    return batch
  }

  private func withLinks(_ batch: SpanBatch) -> SpanBatch? {
    let parents = Self.parents(batch)
    let served = Self.served(batch, parents)
    guard !served.isEmpty else { return nil }
    var changed = Self.separated(batch, at: Set(served), parents)
    for place in served {
      guard let parent = parents[place] else { continue }
      changed.links.append(
        LinkRecord(span: UInt32(place), trace: changed.spans[parent].trace, id: changed.spans[parent].id))
    }
    return changed
  }

  private func withKind(_ kind: SpanKind, _ batch: SpanBatch) -> SpanBatch? {
    var batch = batch
    let kinds = Set(batch.spans.map { batch.profiles.profiles[Int($0.profile)].kind })
    guard kinds.contains(.server) else { return nil }
    for place in batch.spans.indices {
      var profile = Self.profile(batch, place)
      profile.kind = kind
      batch.spans[place].profile = batch.profiles.intern(profile)
    }
    return batch
  }
}
