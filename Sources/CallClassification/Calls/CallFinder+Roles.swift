internal import TraceAssembly

extension CallFinder {
  /// The trace with the roles of spans that mean something else where an execution begins with them.
  ///
  /// A CLIENT span with a message's attributes mostly sends it. It is a delivery when it follows a publish of another
  /// service, or when its own service serves a request below it: whoever sends does neither. A CLIENT span that names its
  /// own service as the peer, and is the first of it, serves: a database's client library or a sidecar wrote it.
  func withEnteredRoles(_ trace: Trace) -> Trace {
    guard hasEnteredRoles, trace.spans.contains(where: { roles[Int($0.profile)].asEntered != .max }) else {
      return trace
    }
    var trace = trace
    for position in trace.spans.indices {
      let role = roles[Int(trace.spans[position].profile)]
      guard role.asEntered != .max, begins(position, role, trace) else { continue }
      trace.spans[position].profile = role.asEntered
    }
    return trace
  }

  private func begins(_ position: Int, _ role: SpanRole, _ trace: Trace) -> Bool {
    let parent = Int(trace.spans[position].parent)
    let above = parent >= 0 ? roles[Int(trace.spans[parent].profile)] : nil
    if let above, above.service != role.service {
      return role.part == .call || above.part == .publish
    }
    return role.part == .publish && servesBelow(position, role, trace)
  }

  /// Whether a SERVER span of the same service is a child.
  private func servesBelow(_ position: Int, _ role: SpanRole, _ trace: Trace) -> Bool {
    var child = position + 1
    var looked = 0
    while child < Int(trace.spans[position].subtreeEnd), looked < 64 {
      let other = roles[Int(trace.spans[child].profile)]
      if other.part == .serve, other.service == role.service { return true }
      looked += 1
      child = Int(trace.spans[child].subtreeEnd)
    }
    return false
  }
}
