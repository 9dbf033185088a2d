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
        var target = LinkTarget(
          address: address, node: segment.node, operation: segment.operation,
          topic: role.part == .publish ? role.peer : .none, publishes: role.part == .publish
        )
        target.isAwaited = position < isAwaited.count && isAwaited[position]
        if role.part == .publish { target.cause = cause(of: segment, trace, result) }
        result.linkTargets.append(target)
      }
      guard links.carries(span.record) else { continue }
      for link in links.links(of: span.record) where !isAncestor(link, of: position, trace) {
        if role.part == .publish, sends(link, role, trace) { continue }
        var consumer = LinkedConsumer(
          target: SpanAddress(trace: link.trace.low, span: link.id.bits), trace: trace.id, node: segment.node,
          operation: segment.operation, topic: role.part.takesMessages ? role.peer : .none,
          duration: span.duration, failed: role.outcome.isError, isReceive: role.part == .receive,
          isMessaging: role.part.takesMessages
        )
        let request = trace.spans[Int(segment.root)]
        consumer.isInside =
          Int(segment.root) != position && role.part.takesMessages && span.start >= request.start
          && span.end <= request.end
        result.linkedConsumers.append(consumer)
      }
    }
  }

  /// The message that began an execution: its parent's, or the one that it links to.
  private func cause(of segment: Segment, _ trace: Trace, _ result: TraceCalls) -> SpanAddress? {
    if segment.call >= 0 {
      let call = result.calls[Int(segment.call)]
      guard call.key.mechanism == .queue else { return nil }
      return SpanAddress(trace: trace.id.low, span: trace.spans[Int(call.exit)].id.bits)
    }
    let carried = links.links(of: trace.spans[Int(segment.root)].record)
    guard carried.count == 1, let link = carried.first else { return nil }
    return SpanAddress(trace: link.trace.low, span: link.id.bits)
  }

  /// Whether a publish's link leads to a message that its own service made in the same trace: it sends that one.
  private func sends(_ link: LinkRecord, _ role: SpanRole, _ trace: Trace) -> Bool {
    guard link.trace.low == trace.id.low else { return false }
    return trace.spans.contains {
      let other = roles[Int($0.profile)]
      return $0.id == link.id && other.part == .publish && other.service == role.service
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
