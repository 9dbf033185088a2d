internal import CallClassification
internal import TraceModel

/// The published rules of other programs, applied to the same traces. None of them gives a verdict in our words; what
/// their picture of an edge means is said beside each.
extension Judge {
  public static let peers: [Judge] = [zipkin, jaeger, tempo, crisp]

  /// Zipkin's dependency linker: a CLIENT span is tied to the SERVER span of another service below it, or to the peer it
  /// names; producers and consumers are tied to their broker only; spans without a kind are passed over. A link is a call.
  static let zipkin = Judge(name: "zipkin") { batch in
    var walk = PairWalk()
    PairWalk.traces(of: batch) { spans, parents in
      for (position, span) in spans.enumerated() {
        switch span.kind {
        case .client, .producer:
          // The server's own name wins: a client with children is passed over.
          if span.kind == .producer || !span.hasChildren { walk.note(span.service, span.peer, .synchronous) }
        case .consumer: walk.note(span.peer, span.service, .synchronous)
        case .server:
          var ancestor = parents[position]
          while ancestor >= 0, spans[ancestor].kind == .internal || spans[ancestor].kind == .unspecified {
            ancestor = parents[ancestor]
          }
          if ancestor >= 0 { walk.note(spans[ancestor].service, span.service, .synchronous) }
        case .internal, .unspecified: break
        }
      }
    }
    return walk.edges { _, _ in .synchronous }
  }

  /// Jaeger's dependency graph draws every parent and child of two services; its user interface takes a child for
  /// non-blocking only below a PRODUCER when it is a CONSUMER itself.
  static let jaeger = Judge(name: "jaeger") { batch in
    var walk = PairWalk()
    PairWalk.traces(of: batch) { spans, parents in
      for (position, span) in spans.enumerated() {
        if !span.hasChildren, span.kind == .client { walk.note(span.service, span.peer, .synchronous) }
        guard parents[position] >= 0 else { continue }
        let parent = spans[parents[position]]
        let isHandover = parent.kind == .producer && span.kind == .consumer
        walk.note(parent.service, span.service, isHandover ? .asynchronous : .synchronous)
      }
    }
    return walk.edges(majority)
  }

  /// Tempo's service graph pairs a CLIENT with the SERVER, a PRODUCER with the CONSUMER that is its direct child; the
  /// latter has the connection type `messaging_system`.
  static let tempo = Judge(name: "tempo") { batch in
    var walk = PairWalk()
    PairWalk.traces(of: batch) { spans, parents in
      for (position, span) in spans.enumerated() {
        if !span.hasChildren, span.kind == .client { walk.note(span.service, span.peer, .synchronous) }
        guard parents[position] >= 0 else { continue }
        let parent = spans[parents[position]]
        if parent.kind == .client, span.kind == .server { walk.note(parent.service, span.service, .synchronous) }
        if parent.kind == .producer, span.kind == .consumer { walk.note(parent.service, span.service, .asynchronous) }
      }
    }
    return walk.edges(majority)
  }

  /// CRISP: a child that ends after its parent in any trace is asynchronous for ever, with one hundredth of slack.
  static let crisp = Judge(name: "crisp") { batch in
    var walk = PairWalk()
    PairWalk.traces(of: batch) { spans, parents in
      for (position, span) in spans.enumerated() where parents[position] >= 0 {
        let parent = spans[parents[position]]
        let slack = (parent.end - parent.start) / 100
        walk.note(parent.service, span.service, span.end > parent.end + slack ? .asynchronous : .synchronous)
      }
    }
    return walk.edges { _, late in late > 0 ? .asynchronous : .synchronous }
  }

  private static func majority(_ synchronous: Int, _ asynchronous: Int) -> Verdict {
    if synchronous == 0 { return .asynchronous }
    return asynchronous == 0 ? .synchronous : .mixed
  }
}
