internal import TraceAssembly
internal import TraceModel

extension CallFinder {
  /// Notes both ends of the links that may tie a producer to a consumer; they are joined once all traces are seen.
  func collectLinks(_ trace: Trace, _ result: inout TraceCalls) {
    for position in trace.spans.indices {
      let span = trace.spans[position]
      let role = roles[Int(span.profile)]
      let segment = result.segments[Int(segmentOf[position])]
      guard segment.exclusion == .none else { continue }
      let address = SpanAddress(trace: trace.id.low, span: span.id.bits)
      if links.isTarget(address) || links.isPartial && role.part == .publish && !isAnswered[position] {
        result.linkTargets.append(
          LinkTarget(
            address: address, node: segment.node, operation: segment.operation,
            topic: role.part == .publish ? role.peer : .none, publishes: role.part == .publish
          )
        )
      }
      for link in links.links(of: span.record) where !isAncestor(link, of: position, trace) {
        result.linkedConsumers.append(
          LinkedConsumer(
            target: SpanAddress(trace: link.trace.low, span: link.id.bits), trace: trace.id, node: segment.node,
            operation: segment.operation, topic: role.part.takesMessages ? role.peer : .none,
            duration: span.duration, failed: role.outcome.isError, isReceive: role.part == .receive,
            isMessaging: role.part.takesMessages
          )
        )
      }
    }
  }

  /// Whether a link only repeats what the chain of parents says.
  private func isAncestor(_ link: LinkRecord, of position: Int, _ trace: Trace) -> Bool {
    guard link.trace.low == trace.id.low else { return false }
    var ancestor = trace.spans[position].parent
    var steps = 0
    while ancestor >= 0, steps < 64 {
      if trace.spans[Int(ancestor)].id == link.id { return true }
      ancestor = trace.spans[Int(ancestor)].parent
      steps += 1
    }
    return false
  }
}
