import FirebreakKit

/// A change that makes a system worse, worked into the spans of its traces.
enum PlantedChange: String, CaseIterable {
  /// All requests of the busiest entry wait for a new service.
  case required
  /// A fifth of them do.
  case sometimes
  /// A consumer's work becomes a call that the sender waits for.
  case unqueued

  /// The spans with the change, and the node that a gate must name; nothing where the traces give no place for it.
  func planted(in batch: SpanBatch, _ random: inout Generator) -> (batch: SpanBatch, callee: String)? {
    switch self {
    case .required: newCall(in: batch, share: 1, &random)
    case .sometimes: newCall(in: batch, share: 0.2, &random)
    case .unqueued: unqueued(batch)
    }
  }

  private func newCall(
    in batch: SpanBatch, share: Double, _ random: inout Generator
  ) -> (batch: SpanBatch, callee: String)? {
    var counts: [UInt32: Int] = [:]
    for span in batch.spans where span.parent == .none && isEntry(batch.profiles.profiles[Int(span.profile)].kind) {
      counts[span.profile, default: 0] += 1
    }
    guard let busiest = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return nil }
    let entry = batch.profiles.profiles[Int(busiest)]
    var batch = batch
    let name = batch.names.intern("planted")
    let hasKinds = entry.kind != .unspecified
    let caller = batch.profiles.intern(
      SpanProfile(
        service: entry.service, namespace: entry.namespace, instance: entry.instance, host: entry.host, name: name,
        kind: hasKinds ? .client : .unspecified))
    let callee = batch.profiles.intern(
      SpanProfile(service: name, name: name, kind: hasKinds ? .server : .unspecified))
    for (number, root) in batch.spans.enumerated() {
      let profile = batch.profiles.profiles[Int(root.profile)]
      guard root.parent == .none, profile.service == entry.service, profile.name == entry.name,
        share >= 1 || Double.random(in: 0..<1, using: &random) < share
      else { continue }
      let (start, length) = (root.start + root.duration / 10, root.duration / 2)
      let id = SpanID(0xFB00_0000_0000_0000 | UInt64(number) << 1)
      let served = SpanID(id.bits | 1)
      batch.spans.append(
        SpanRecord(
          trace: root.trace, id: id, parent: root.id, start: start, end: start + length, profile: caller))
      batch.spans.append(
        SpanRecord(
          trace: root.trace, id: served, parent: id, start: start + length / 8, end: start + length / 2,
          profile: callee))
    }
    return (batch, "planted")
  }

  private func isEntry(_ kind: SpanKind) -> Bool { kind == .server || kind == .unspecified }

  /// Turns the producers of the busiest pair of services into clients and their consumers into servers, and lets the
  /// requests around them last until the work is done.
  private func unqueued(_ batch: SpanBatch) -> (batch: SpanBatch, callee: String)? {
    struct Key: Hashable {
      var trace: TraceID
      var id: SpanID
    }
    struct Pair: Hashable {
      var caller: UInt32
      var callee: UInt32
    }
    let places = Dictionary(batch.spans.enumerated().map { (Key(trace: $1.trace, id: $1.id), $0) }) { first, _ in first
    }
    func profile(_ place: Int) -> SpanProfile { batch.profiles.profiles[Int(batch.spans[place].profile)] }
    var pairs: [Pair: [(producer: Int, consumer: Int)]] = [:]
    for (place, span) in batch.spans.enumerated() where profile(place).kind == .consumer {
      guard let parent = places[Key(trace: span.trace, id: span.parent)], profile(parent).kind == .producer,
        profile(parent).service != profile(place).service
      else { continue }
      pairs[Pair(caller: profile(parent).service.index, callee: profile(place).service.index), default: []]
        .append((parent, place))
    }
    guard
      let busiest = pairs.max(by: {
        ($0.value.count, $1.key.caller, $1.key.callee) < ($1.value.count, $0.key.caller, $0.key.callee)
      })?.value, let first = busiest.first
    else { return nil }
    var changed = batch
    func called(_ place: Int, _ kind: SpanKind) -> UInt32 {
      var called = profile(place)
      called.kind = kind
      called.attributes = []
      return changed.profiles.intern(called)
    }
    for (producer, consumer) in busiest {
      changed.spans[producer].profile = called(producer, .client)
      changed.spans[consumer].profile = called(consumer, .server)
      // Nothing that waits ends before what it waits for.
      var end = changed.spans[consumer].end
      var open: Int? = producer
      while let place = open {
        end = max(end + 1, changed.spans[place].end)
        changed.spans[place].end = end
        open = places[Key(trace: changed.spans[place].trace, id: changed.spans[place].parent)]
      }
    }
    return (changed, batch.names[profile(first.consumer).service])
  }
}
