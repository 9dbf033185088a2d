internal import CallClassification
internal import TraceAssembly
internal import TraceModel

/// Goes through the parents and children of traces as the published rules do, with kinds and names as written.
struct PairWalk {
  /// A span as those rules see it.
  struct Seen {
    var service: String
    var kind: SpanKind
    var start: UInt64
    var end: UInt64
    /// The other side as attributes name it; empty if none does.
    var peer: String
    var hasChildren: Bool
  }

  /// What one pair said.
  enum Word { case synchronous, asynchronous }

  private(set) var counts: [Pair: (synchronous: Int, asynchronous: Int)] = [:]

  struct Pair: Hashable {
    var caller: String
    var callee: String
  }

  mutating func note(_ caller: String, _ callee: String, _ word: Word) {
    guard caller != callee, !caller.isEmpty, !callee.isEmpty else { return }
    let pair = Pair(caller: caller, callee: callee)
    if word == .synchronous {
      counts[pair, default: (0, 0)].synchronous += 1
    } else {
      counts[pair, default: (0, 0)].asynchronous += 1
    }
  }

  /// The edges; `late` decides from the two counts.
  func edges(_ verdict: (Int, Int) -> Verdict) -> [JudgedEdge] {
    counts.map { pair, count in
      JudgedEdge(
        caller: pair.caller, callee: pair.callee, verdict: verdict(count.synchronous, count.asynchronous),
        calls: count.synchronous + count.asynchronous)
    }
  }

  /// Lends every trace as spans with the positions of their parents (-1 for none).
  static func traces(of batch: SpanBatch, _ body: (_ spans: [Seen], _ parents: [Int]) -> Void) {
    let roles = RoleTable(names: batch.names, profiles: batch.profiles.profiles)
    let peers = roles.roles.map { role in
      role.peer.isNone ? "" : roles.names[roles.nodes.nodes[Int(role.peer.index)].name]
    }
    let services = roles.roles.map { roles.names[roles.nodes.nodes[Int($0.service.index)].name] }
    let groups = TraceGroups(spans: batch.spans)
    var assembler = TraceAssembler(names: batch.names, profiles: batch.profiles.profiles)
    var trace = Trace()
    for range in groups.ranges {
      assembler.assemble(groups.order[range], of: batch.spans, into: &trace)
      body(
        trace.spans.enumerated().map { position, span in
          Seen(
            service: services[Int(span.profile)], kind: roles.roles[Int(span.profile)].kind, start: span.start,
            end: span.end, peer: peers[Int(span.profile)], hasChildren: Int(span.subtreeEnd) > position + 1)
        }, trace.spans.map { Int($0.parent) })
    }
  }
}
