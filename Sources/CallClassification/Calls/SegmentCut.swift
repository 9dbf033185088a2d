internal import TraceAssembly
internal import TraceModel

/// Where one execution ends and another begins.
enum SegmentCut {
  /// The child goes on with the parent's work.
  case none
  /// The child begins another execution, called by the parent's.
  case call
  /// The child begins a unit of work of its own inside its service: a message taken by a polling loop.
  case unit

  static func between(
    parent: TraceSpan, _ parentRole: SpanRole, child: TraceSpan, _ childRole: SpanRole, requestPart: SpanPart
  ) -> SegmentCut {
    if parentRole.service != childRole.service { return .call }
    // A sidecar only carries the call of its application.
    if parentRole.traits.contains(.proxy) || childRole.traits.contains(.proxy) { return .none }
    if child.attachment == .shared { return .call }
    let isRemote = child.flags.contains(.remoteParent)
    let isKnownLocal = child.flags.contains(.knowsRemoteParent) && !isRemote
    if isRemote, childRole.part == .serve || childRole.part.takesMessages { return .call }
    if !isKnownLocal {
      if parentRole.part == .call, childRole.part == .serve { return .call }
      if parentRole.part == .publish, childRole.part.takesMessages,
        parentRole.traits.contains(.messaging) || childRole.traits.contains(.messaging)
      {
        return .call
      }
      if childRole.part == .serve, !parentRole.instance.isEmpty, !childRole.instance.isEmpty,
        parentRole.instance != childRole.instance
      {
        return .call
      }
    }
    // A polling loop parents everything it ever took; each message is a unit of its own.
    if childRole.part == .consume, parentRole.part == .receive || requestPart == .local && parentRole.part == .local,
      childRole.traits.contains(.messaging)
    {
      return .unit
    }
    return .none
  }

  /// - Parameter hasWork: whether anything lies below the span.
  static func entryKind(_ role: SpanRole, hasWork: Bool) -> EntryKind {
    if role.traits.contains(.probe) || role.traits.contains(.poll) && !hasWork { return .probe }
    if role.part.takesMessages { return .message }
    if role.traits.contains(.asyncTrigger) { return .scheduled }
    return role.kind == .server || role.kind == .unspecified ? .request : .scheduled
  }

  /// The means of a call between two services: what either side says.
  static func mechanism(_ exit: SpanRole, _ served: SpanRole) -> Mechanism {
    if exit.part == .call, exit.mechanism != .other { return exit.mechanism }
    return served.mechanism == .queue ? .other : served.mechanism
  }
}
