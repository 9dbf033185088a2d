internal import CallClassification
public import RiskReport
internal import TraceModel

/// Finds example calls of an edge whose two ends only a span link ties: in other traces, or by no chain of parents.
struct LinkedExamples {
  let batch: SpanBatch
  let edge: EdgeReport
  let roles: RoleTable

  /// A consumer's span, and the span of its producer.
  private struct Pair {
    var consumer: Int
    var producer: Int
  }

  /// At most so many calls, of the smallest ids. Linear in the spans, but for sorting the links of the edge.
  func examples(limit: Int) -> [CallExample] {
    let wanted = consumersByTarget()
    guard !wanted.isEmpty else { return [] }
    var pairs: [Pair] = []
    for (index, span) in batch.spans.enumerated() {
      guard let consumers = wanted[SpanAddress(trace: span.trace.low, span: span.id.bits)],
        service(index) == edge.caller
      else { continue }
      pairs += consumers.map { Pair(consumer: $0, producer: index) }
    }
    let chosen = pairs.sorted { left, right in
      let keys = (key(left), key(right))
      if keys.0 != keys.1 { return keys.0.lexicographicallyPrecedes(keys.1) }
      return left.consumer != right.consumer
        ? precedes(left.consumer, right.consumer) : precedes(left.producer, right.producer)
    }.prefix(limit)
    let requests = self.requests(of: chosen.map(\.producer))
    return chosen.map { example($0, request: requests[$0.producer]) }
  }

  /// The spans of the callee that carry links, by what they point to.
  private func consumersByTarget() -> [SpanAddress: [Int]] {
    var consumers: [SpanAddress: [Int]] = [:]
    for link in batch.links where Int(link.span) < batch.spans.count && service(Int(link.span)) == edge.callee {
      consumers[SpanAddress(trace: link.trace.low, span: link.id.bits), default: []].append(Int(link.span))
    }
    return consumers
  }

  private func key(_ pair: Pair) -> [UInt64] {
    let (consumer, producer) = (batch.spans[pair.consumer], batch.spans[pair.producer])
    return [consumer.trace.high, consumer.trace.low, consumer.id.bits, producer.trace.low, producer.id.bits]
  }

  /// By producer: the topmost span above it in its own service, if there is one.
  private func requests(of producers: [Int]) -> [Int: Int] {
    let traces = Set(producers.map { batch.spans[$0].trace.low })
    var places: [SpanAddress: Int] = [:]
    for (index, span) in batch.spans.enumerated() where traces.contains(span.trace.low) {
      let address = SpanAddress(trace: span.trace.low, span: span.id.bits)
      guard let known = places[address] else {
        places[address] = index
        continue
      }
      // Of two spans that share an id the parent is the one of the producer's service.
      let isCallers = (service(known) == edge.caller, service(index) == edge.caller)
      if isCallers.0 != isCallers.1 ? isCallers.1 : precedes(index, known) { places[address] = index }
    }
    var requests: [Int: Int] = [:]
    for producer in producers {
      var top = producer
      var steps = 0
      while batch.spans[top].parent.isValid, steps < 64 {
        let parent = SpanAddress(trace: batch.spans[top].trace.low, span: batch.spans[top].parent.bits)
        guard let above = places[parent], above != top, service(above) == edge.caller else { break }
        top = above
        steps += 1
      }
      if top != producer { requests[producer] = top }
    }
    return requests
  }

  /// The order of two spans with one id, by what they say; that of the batch depends on how it was read.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (one, other) = (batch.spans[left], batch.spans[right])
    if one.start != other.start { return one.start < other.start }
    if one.end != other.end { return one.end > other.end }
    if one.parent != other.parent { return one.parent < other.parent }
    let profiles = (batch.profiles.profiles[Int(one.profile)], batch.profiles.profiles[Int(other.profile)])
    if profiles.0.kind != profiles.1.kind { return profiles.0.kind.rawValue < profiles.1.kind.rawValue }
    if profiles.0.outcome != profiles.1.outcome { return profiles.0.outcome.rawValue < profiles.1.outcome.rawValue }
    return profiles.0.name != profiles.1.name
      && NameOrder.precedes(batch.names[profiles.0.name], batch.names[profiles.1.name])
  }

  private func example(_ pair: Pair, request: Int?) -> CallExample {
    let (consumer, producer) = (batch.spans[pair.consumer], batch.spans[pair.producer])
    let origin = batch.spans[request ?? pair.producer]
    var spans: [ExampleSpan] = []
    if let request { spans.append(span("request", request, after: 0)) }
    spans.append(span("call", pair.producer, after: producer.start >= origin.start ? producer.start - origin.start : 0))
    // Another trace, another clock: it is drawn behind the request, wherever it really lies.
    let end = max(origin.duration, producer.end >= origin.start ? producer.end - origin.start : 0)
    spans.append(span("callee", pair.consumer, after: end, ownClock: true))
    return CallExample(
      trace: producer.trace.description,
      state: consumer.trace == producer.trace
        ? "tied by a link" : "tied by a link, worked on in trace \(consumer.trace)",
      evidence: [EvidenceCode.producerConsumer, .link].map(\.label), contradicts: edge.verdict == .synchronous,
      spans: spans)
  }

  private func span(_ role: String, _ index: Int, after offset: UInt64, ownClock: Bool = false) -> ExampleSpan {
    let span = batch.spans[index]
    let profile = batch.profiles.profiles[Int(span.profile)]
    return ExampleSpan(
      role: role, service: service(index),
      kind: profile.kind == .unspecified ? "-" : "\(profile.kind)".uppercased(), name: batch.names[profile.name],
      start: Self.seconds(offset), duration: Self.seconds(span.duration), failed: profile.outcome.isError,
      ownClock: ownClock)
  }

  private func service(_ index: Int) -> String {
    let node = roles.roles[Int(batch.spans[index].profile)].service
    return node.isNone ? "" : roles.names[roles.nodes.nodes[Int(node.index)].name]
  }

  private static func seconds(_ nanoseconds: UInt64) -> Double { (Double(nanoseconds) / 1000).rounded() / 1_000_000 }
}
