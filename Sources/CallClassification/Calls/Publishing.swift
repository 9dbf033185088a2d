internal import TraceAssembly
internal import TraceModel

/// Tells the spans of one publish from each other, and from the calls that are made while publishing.
struct Publishing {
  let roles: [SpanRole]
  let links: LinkIndex

  // MARK: - Transport

  /// Whether an exit inside a publish only carries that very message.
  ///
  /// It does where it sends to the same system, or speaks to the host that the publish names, or to the system's own
  /// endpoint. Anything else that is asked while publishing (a schema registry, a query, the store behind a queue
  /// library) is a call of its own: the request fails with it.
  static func isTransport(_ inner: SpanRole, of publish: SpanRole) -> Bool {
    if inner.part == .publish { return true }
    if !publish.system.isEmpty, publish.system == inner.system { return true }
    if inner.mechanism == .database || inner.mechanism == .cache { return false }
    guard !publish.peerHost.isEmpty, publish.peerHost == inner.peerHost else { return false }
    return publish.peerPort.isEmpty || inner.peerPort.isEmpty || publish.peerPort == inner.peerPort
  }

  // MARK: - One message, several spans

  /// Publishes that repeat another one of the same service in the trace: the creation of a message that is sent by another
  /// span, or, where the sending is in no request, the sending.
  ///
  /// Linear in the publishes of a trace and their links, up to a bound.
  func repeated(in trace: Trace, segmentOf: [Int32]) -> Set<Int32> {
    var publishes: [Int32] = []
    var hasCreation = false
    for position in trace.spans.indices {
      let role = roles[Int(trace.spans[position].profile)]
      guard role.part == .publish else { continue }
      publishes.append(Int32(position))
      hasCreation = hasCreation || role.traits.contains(.createsMessage) || links.carries(trace.spans[position].record)
      if publishes.count == Self.reach { break }
    }
    guard hasCreation, publishes.count > 1 else { return [] }
    var repeated = Set<Int32>()
    for send in publishes where !role(trace, send).traits.contains(.createsMessage) {
      let created = publishes.filter { isCreation($0, of: send, trace, segmentOf) }
      guard !created.isEmpty else { continue }
      if created.contains(where: { segmentOf[Int($0)] == segmentOf[Int(send)] }) {
        repeated.formUnion(created)
      } else {
        repeated.insert(send)
      }
    }
    return repeated
  }

  private static let reach = 256

  private func isCreation(_ created: Int32, of send: Int32, _ trace: Trace, _ segmentOf: [Int32]) -> Bool {
    let (made, sent) = (role(trace, created), role(trace, send))
    guard created != send, made.service == sent.service, made.peer == sent.peer else { return false }
    let span = trace.spans[Int(send)]
    if links.carries(span.record) {
      return links.links(of: span.record).prefix(Self.reach).contains { $0.id == trace.spans[Int(created)].id }
    }
    return made.traits.contains(.createsMessage) && segmentOf[Int(created)] == segmentOf[Int(send)]
  }

  private func role(_ trace: Trace, _ position: Int32) -> SpanRole { roles[Int(trace.spans[Int(position)].profile)] }
}
