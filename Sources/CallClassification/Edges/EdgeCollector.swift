public import TraceModel

/// Adds the calls of one trace to the statistics of their edges.
public struct EdgeCollector: Sendable {
  /// The edge of each call of the trace that was added last, in the order of its calls.
  public private(set) var edges: [UInt32] = []
  private var requests: [UInt64] = []

  public init() {}

  public mutating func add(_ found: TraceCalls, to table: inout EdgeTable) {
    edges.removeAll(keepingCapacity: true)
    requests.removeAll(keepingCapacity: true)
    for call in found.calls {
      let edge = table.intern(call.key)
      edges.append(edge)
      let caller = call.caller >= 0 ? found.segments[Int(call.caller)] : nil
      record(call, caller: caller, trace: found.trace, in: &table.statistics[Int(edge)])
      if call.caller >= 0 { requests.append(UInt64(UInt32(bitPattern: call.caller)) << 32 | UInt64(edge)) }
    }
    countPerRequest(&table)
  }

  private func record(_ call: Call, caller: Segment?, trace: TraceID, in statistics: inout EdgeStatistics) {
    statistics.calls += 1
    statistics.durations.record(call.duration)
    statistics.exemplars.insert(trace)
    recordState(call, trace, &statistics)
    var evidence = call.evidence.bits
    while evidence != 0 {
      statistics.evidence[evidence.trailingZeroBitCount] += 1
      evidence &= evidence - 1
    }
    switch call.waiting {
    case .blocking: statistics.blocking += 1
    case .nonblocking: statistics.nonblocking += 1
    case .unknown: break
    }
    if call.isAnswered { statistics.answered += 1 }
    if call.served < 0, !call.failed { statistics.unanswered += 1 }
    if call.kindsContradict { statistics.contradicted += 1 }
    if call.served >= 0 { statistics.calleeDurations.record(call.calleeDuration) }
    if call.wasCutOff {
      statistics.cutOffs.record(call.duration)
      if call.served >= 0, call.calleeDuration > call.duration { statistics.workedOn += 1 }
    }
    if let spell = call.spell { statistics.jointDurations.record(call: spell.call, rest: spell.rest) }
    if let spell = call.idleSpell { statistics.idleDurations.record(call: spell.call, rest: spell.rest) }
    if call.mayWait, call.state == .doesNotWait { statistics.mayWait += 1 }
    if call.isBarelyLate { statistics.barelyLate += 1 }
    if call.isIdleForNothing { statistics.idleForNothing += 1 }
    if call.failed {
      statistics.errors += 1
      statistics.failureExemplars.insert(trace)
    }
    guard call.attempts > 0 else { return }
    statistics.logicalCalls += 1
    if call.attempts > 1 {
      statistics.retried += 1
      statistics.attempts.record(Int(call.attempts))
    }
    guard let caller, caller.isOutcomeKnown else { return }
    if call.failed {
      statistics.calleeFailures += 1
      if caller.failed { statistics.propagated += 1 }
    } else if caller.failed {
      statistics.failuresWithoutCallee += 1
    }
  }

  private func recordState(_ call: Call, _ trace: TraceID, _ statistics: inout EdgeStatistics) {
    switch call.style {
    case .request:
      statistics.requests += 1
      if call.state == .doesNotWait { statistics.requestsNotWaited += 1 }
    case .message:
      statistics.messages += 1
      if call.state == .waits { statistics.messagesWaited += 1 }
    case .nothing: break
    }
    switch call.state {
    case .waits:
      statistics.waits += 1
      if call.isDeclared { statistics.declaredWaits += 1 }
    case .doesNotWait:
      statistics.doesNotWait += 1
      if call.isDeclared { statistics.declaredDoesNotWait += 1 }
      statistics.detachedExemplars.insert(trace)
    case .covered:
      statistics.covered += 1
      if call.isDeclared { statistics.declaredCovered += 1 }
    case .contested:
      statistics.contested += 1
      statistics.detachedExemplars.insert(trace)
    case .fits: statistics.fits += 1
    case .undecided: statistics.undecided += 1
    }
  }

  /// Sorts the requests of a trace: mostly a few, and mostly in order.
  private mutating func sortRequests() {
    guard requests.count <= 64 else { return requests.sort() }
    var place = 1
    while place < requests.count {
      let request = requests[place]
      var free = place
      while free > 0, requests[free - 1] > request {
        requests[free] = requests[free - 1]
        free -= 1
      }
      requests[free] = request
      place += 1
    }
  }

  private mutating func countPerRequest(_ table: inout EdgeTable) {
    sortRequests()
    var start = 0
    while start < requests.count {
      var end = start + 1
      while end < requests.count, requests[end] == requests[start] { end += 1 }
      table.statistics[Int(requests[start] & 0xFFFF_FFFF)].perRequest.record(end - start)
      start = end
    }
  }
}
