public import CallClassification
public import TraceAssembly
public import TraceModel

/// Turns traces into a summary, one after the other. The working arrays are kept from trace to trace.
public struct Summarizer: Sendable {
  public private(set) var summary: Summary
  private let roles: [SpanRole]
  private var finder: CallFinder
  private var collector = EdgeCollector()
  private var shapeBuilder = ShapeBuilder()
  private var blockedTime = BlockedTime()
  private var found = TraceCalls()
  private var entries: [UInt32] = []
  private var aliases: [(alias: NodeAlias, count: Int)] = []
  private var aliasIndex = HashIndex()
  /// Spans and orphans by profile; services are worked out at the end.
  private var spansByProfile: [Int]
  private var orphansByProfile: [Int]

  public init(roles: RoleTable, links: LinkIndex) {
    summary = Summary(names: roles.names, nodes: roles.nodes)
    summary.members = roles.members
    self.roles = roles.roles
    finder = CallFinder(roles: roles.roles, links: links)
    spansByProfile = Array(repeating: 0, count: roles.roles.count)
    orphansByProfile = Array(repeating: 0, count: roles.roles.count)
  }

  /// Goes on with traces of other spans, which carry these links.
  public mutating func use(_ links: LinkIndex) { finder.links = links }

  /// Adds one trace.
  public mutating func add(_ trace: Trace) {
    count(trace)
    finder.find(in: trace, into: &found)
    collector.add(found, to: &summary.edges)
    countEntries(trace)
    shapeBuilder.add(found, edges: collector.edges, entries: entries, to: &summary.shapes)
    blockedTime.add(found, trace, entries: entries, to: &summary.blocked)
    noteAliases(trace)
    summary.quality.unnamedPeers += found.unnamedPeers
    for call in found.unnamedCalls { summary.unnamedCalls[call, default: 0] += 1 }
    summary.linkedConsumers.append(contentsOf: found.linkedConsumers)
    summary.linkTargets.append(contentsOf: found.linkTargets)
  }

  /// Closes the counts and hands out the summary.
  public mutating func finish() -> Summary {
    for (index, role) in roles.enumerated() where spansByProfile[index] > 0 {
      var service = summary.quality.byService[role.service] ?? ServiceQuality()
      service.spans += spansByProfile[index]
      service.orphanSpans += orphansByProfile[index]
      if role.kind == .unspecified { service.spansWithoutKind += spansByProfile[index] }
      summary.quality.byService[role.service] = service
      if !role.ownAddress.isEmpty, !role.traits.contains(.proxy) {
        let address = ServiceAddress(service: role.service, address: role.ownAddress)
        summary.addresses[address, default: 0] += spansByProfile[index]
      }
      noteDomains(role)
      spansByProfile[index] = 0
      orphansByProfile[index] = 0
    }
    for (alias, count) in aliases { summary.aliases[alias, default: 0] += count }
    aliases = []
    aliasIndex = HashIndex()
    noteDepth()
    return summary
  }

  private mutating func noteDepth() {
    guard shapeBuilder.cutUnits > 0 else { return }
    summary.diagnostics.record(
      Diagnostic(
        id: "calls-too-deep",
        message: "Requests make more than \(Shape.depthLimit) calls one behind the other; the deeper ones were left out.",
        advice: "Look for span ids that are not unique in their trace, and for traces that join many requests.",
        count: shapeBuilder.cutUnits, isLoss: true))
  }

  private mutating func noteDomains(_ role: SpanRole) {
    func note(_ kind: FailureDomainKind, _ name: NameID, _ node: NodeID) {
      guard !name.isEmpty, !node.isNone else { return }
      summary.memberships.insert(DomainMembership(domain: FailureDomain(kind: kind, name: name), node: node))
    }
    if !role.traits.contains(.embedded) {
      note(role.mechanism == .queue ? .broker : .databaseServer, role.server, role.peer)
    }
    note(.host, role.host, role.service)
    note(.zone, role.zone, role.service)
  }

  private mutating func count(_ trace: Trace) {
    summary.quality.traces += 1
    summary.quality.spans += trace.spans.count
    summary.quality.duplicateSpans += trace.duplicates
    for span in trace.spans {
      let profile = Int(span.profile)
      spansByProfile[profile] += 1
      if roles[profile].kind == .unspecified { summary.quality.spansWithoutKind += 1 }
      if span.flags.contains(.untrustedTime) { summary.quality.untrustedTimes += 1 }
      switch span.attachment {
      case .orphan:
        summary.quality.orphanSpans += 1
        orphansByProfile[profile] += 1
      case .cycle: summary.quality.parentCycles += 1
      case .root, .child, .shared, .outside: break
      }
    }
  }

  private mutating func countEntries(_ trace: Trace) {
    entries.removeAll(keepingCapacity: true)
    for segment in found.segments {
      guard let kind = segment.entry else {
        entries.append(.max)
        continue
      }
      let entry = summary.entries.intern(EntryKey(node: segment.node, operation: segment.operation, kind: kind))
      entries.append(entry)
      var statistics = EntryStatistics()
      swap(&statistics, &summary.entries.statistics[Int(entry)])
      statistics.requests += 1
      if segment.failed { statistics.errors += 1 }
      if trace.spans[Int(segment.root)].attachment == .outside { statistics.outside += 1 }
      statistics.durations.record(trace.spans[Int(segment.root)].duration)
      statistics.nanoseconds +|= trace.spans[Int(segment.root)].duration
      statistics.exemplars.insert(trace.id)
      let root = trace.spans[Int(segment.root)]
      summary.quality.cover(root.start, root.end)
      swap(&statistics, &summary.entries.statistics[Int(entry)])
    }
  }

  /// Where an exit names a peer and a service answered, the name is the service's; where a consumer names its queue and
  /// the producer its exchange, the two are one topic.
  private mutating func noteAliases(_ trace: Trace) {
    for call in found.calls where call.callee >= 0 && call.caller >= 0 {
      let exit = roles[Int(trace.spans[Int(call.exit)].profile)]
      let served = roles[Int(trace.spans[Int(call.served)].profile)]
      noteClocks(call, trace, exit, served)
      if call.key.mechanism == .queue {
        guard !call.key.via.isNone, served.part.takesMessages, !served.peer.isNone, served.peer != call.key.via else {
          continue
        }
        note(NodeAlias(alias: served.peer, node: call.key.via))
      } else if exit.part == .call, !exit.peer.isNone {
        note(NodeAlias(alias: exit.peer, node: call.key.callee))
      }
    }
  }

  private mutating func note(_ alias: NodeAlias) {
    let hash = ByteHash.combine(UInt64(alias.alias.index), UInt64(alias.node.index))
    if let index = aliasIndex.find(hash, { aliases[$0].alias == alias }) { return aliases[index].count += 1 }
    aliases.append((alias, 1))
    aliasIndex.append(hash)
  }

  /// Calls that are declared as waited for, and fit, bound how the clocks of their hosts differ.
  private mutating func noteClocks(_ call: Call, _ trace: Trace, _ exit: SpanRole, _ served: SpanRole) {
    guard exit.host != served.host, !exit.host.isEmpty, !served.host.isEmpty, call.style == .request,
      call.state == .waits, call.evidence.contains(.fits), exit.part == .call
    else { return }
    let (asking, answering) = (trace.spans[Int(call.exit)], trace.spans[Int(call.served)])
    summary.clockOffsets[HostPair(caller: exit.host, callee: served.host), default: ClockOffset()].add(
      callStart: asking.start, callEnd: asking.end, servedStart: answering.start, servedEnd: answering.end)
  }
}
