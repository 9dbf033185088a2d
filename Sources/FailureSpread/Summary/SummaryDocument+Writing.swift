internal import CallClassification
internal import TraceModel

extension SummaryDocument {
  /// The document of a summary, in canonical order.
  public init(_ summary: Summary) {
    let order = CanonicalOrder(summary)
    kind = Self.kind
    schemaVersion = Self.currentSchemaVersion
    names = order.names
    nodes = order.nodes.map { NodeRecord(kind: $0.kind, name: order.place($0.name)) }
    edges = order.edges.map { index in
      let key = summary.edges.keys[index]
      return EdgeRecord(
        caller: order.place(key.caller), callerOperation: order.place(key.callerOperation),
        callee: order.place(key.callee), calleeOperation: order.place(key.calleeOperation),
        via: key.via.isNone ? nil : order.place(key.via), mechanism: key.mechanism,
        statistics: StatisticsRecord(summary.edges.statistics[index]))
    }
    entries = order.entries.map { index in
      let key = summary.entries.keys[index]
      let statistics = summary.entries.statistics[index]
      return EntryRecord(
        node: order.place(key.node), operation: order.place(key.operation), kind: key.kind,
        requests: statistics.requests, errors: statistics.errors,
        outside: statistics.outside > 0 ? statistics.outside : nil, nanoseconds: statistics.nanoseconds,
        durations: HistogramRecord(statistics.durations),
        exemplars: statistics.exemplars.traces.map(\.description))
    }
    shapes = summary.shapes.shapes.map { ShapeRecord($0, order) }.sorted { left, right in
      if left.entry != right.entry { return left.entry < right.entry }
      if left.edges != right.edges { return left.edges.lexicographicallyPrecedes(right.edges) }
      return left.parents != right.parents
        ? left.parents.lexicographicallyPrecedes(right.parents)
        : left.handovers.lexicographicallyPrecedes(right.handovers)
    }
    quality = QualityRecord(summary.quality, order)
    diagnostics = summary.diagnostics.diagnostics.map(DiagnosticRecord.init)
    input = summary.input.map(InputRecord.init)
    formats = summary.formats
    aliases = summary.aliases.map { alias, count in
      AliasRecord(alias: order.place(alias.alias), node: order.place(alias.node), count: count)
    }.sorted { ($0.alias, $0.node) < ($1.alias, $1.node) }
    blocked = summary.blocked.map { key, nanoseconds in
      BlockedRecord(entry: order.placeOfEntry[Int(key.entry)], node: order.place(key.node), nanoseconds: nanoseconds)
    }.sorted { ($0.entry, $0.node) < ($1.entry, $1.node) }
    memberships = summary.memberships.map { membership in
      MembershipRecord(
        kind: membership.domain.kind, domain: order.place(membership.domain.name), node: order.place(membership.node))
    }.sorted { ($0.kind.rawValue, $0.domain, $0.node) < ($1.kind.rawValue, $1.domain, $1.node) }
    clocks =
      summary.clockOffsets.isEmpty
      ? nil
      : summary.clockOffsets.map { pair, offset in
        ClockRecord(
          caller: order.place(pair.caller), callee: order.place(pair.callee), low: offset.low, high: offset.high,
          calls: offset.calls)
      }.sorted { ($0.caller, $0.callee) < ($1.caller, $1.callee) }
    addresses =
      summary.addresses.isEmpty
      ? nil
      : summary.addresses.map { key, count in
        AddressRecord(service: order.place(key.service), address: order.place(key.address), count: count)
      }.sorted { ($0.service, $0.address) < ($1.service, $1.address) }
    members =
      summary.members.isEmpty
      ? nil
      : summary.members.map { MemberRecord(node: order.place($0.node), name: order.place($0.name)) }
        .sorted { ($0.node, $0.name) < ($1.node, $1.name) }
    unnamedCalls =
      summary.unnamedCalls.isEmpty
      ? nil
      : summary.unnamedCalls.map { call, count in
        UnnamedCallRecord(caller: order.place(call.caller), operation: order.place(call.operation), count: count)
      }.sorted { ($0.caller, $0.operation) < ($1.caller, $1.operation) }
    linkedConsumers = summary.linkedConsumers.map { LinkedConsumerRecord($0, order) }
      .sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
    linkTargets = summary.linkTargets.map { LinkTargetRecord($0, order) }
      .sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
  }
}

extension SummaryDocument.StatisticsRecord {
  init(_ statistics: EdgeStatistics) {
    self.init(
      counters: statistics.counters, evidence: statistics.evidence, attempts: statistics.attempts.counts,
      perRequest: statistics.perRequest.counts, durations: SummaryDocument.HistogramRecord(statistics.durations),
      calleeDurations: SummaryDocument.HistogramRecord(statistics.calleeDurations),
      cutOffs: SummaryDocument.HistogramRecord(statistics.cutOffs), jointDurations: statistics.jointDurations.numbers,
      idleDurations: statistics.idleDurations.numbers,
      exemplars: statistics.exemplars.traces.map(\.description),
      detachedExemplars: statistics.detachedExemplars.traces.map(\.description),
      failureExemplars: statistics.failureExemplars.traces.map(\.description))
  }
}

extension SummaryDocument.HistogramRecord {
  init(_ histogram: DurationHistogram) {
    self.init(offset: histogram.offset, counts: histogram.counts)
  }
}

extension SummaryDocument.ShapeRecord {
  init(_ shape: Shape, _ order: CanonicalOrder) {
    let nodes = order.canonical(shape.nodes)
    self.init(
      entry: order.placeOfEntry[Int(shape.entry)], requests: shape.requests, errors: shape.errors,
      edges: nodes.map { $0.edge == ShapeNode.entryEdge ? -1 : Int($0.edge) }, parents: nodes.map { Int($0.parent) },
      handovers: nodes.indices.filter { nodes[$0].isHandover }, exemplars: shape.exemplars.traces.map(\.description))
  }
}

extension SummaryDocument.QualityRecord {
  init(_ quality: Quality, _ order: CanonicalOrder) {
    self.init(
      traces: quality.traces, spans: quality.spans, duplicateSpans: quality.duplicateSpans,
      orphanSpans: quality.orphanSpans, parentCycles: quality.parentCycles, spansWithoutKind: quality.spansWithoutKind,
      untrustedTimes: quality.untrustedTimes, unresolvedLinks: quality.unresolvedLinks,
      unnamedPeers: quality.unnamedPeers, earliest: quality.earliest, latest: quality.latest,
      services: quality.byService.map { node, counts in
        SummaryDocument.ServiceRecord(
          node: order.place(node), spans: counts.spans, orphanSpans: counts.orphanSpans,
          spansWithoutKind: counts.spansWithoutKind)
      }.sorted { $0.node < $1.node })
  }
}

extension SummaryDocument.InputRecord {
  init(_ account: InputAccount) {
    func record(_ parts: InputAccount.Parts) -> SummaryDocument.PartsRecord {
      SummaryDocument.PartsRecord(found: parts.found, other: parts.other, unread: parts.unread)
    }
    self.init(files: record(account.files), bytes: record(account.bytes), rejected: account.rejected)
  }
}

extension SummaryDocument.DiagnosticRecord {
  init(_ diagnostic: Diagnostic) {
    self.init(
      id: diagnostic.id, message: diagnostic.message, advice: diagnostic.advice, count: diagnostic.count,
      isLoss: diagnostic.isLoss,
      examples: diagnostic.examples.map {
        SummaryDocument.LocationRecord(
          file: $0.file, line: $0.line, byteOffset: $0.byteOffset, path: $0.path, detail: $0.detail,
          ordinal: $0.ordinal == 0 ? nil : $0.ordinal)
      })
  }
}

extension SummaryDocument.LinkedConsumerRecord {
  init(_ consumer: LinkedConsumer, _ order: CanonicalOrder) {
    self.init(
      target: [Hexadecimal.string(consumer.target.trace), Hexadecimal.string(consumer.target.span)],
      trace: consumer.trace.description, node: order.place(consumer.node), operation: order.place(consumer.operation),
      topic: consumer.topic.isNone ? nil : order.place(consumer.topic), duration: consumer.duration,
      failed: consumer.failed, isReceive: consumer.isReceive, isMessaging: consumer.isMessaging,
      isInside: consumer.isInside ? true : nil)
  }

  var sortKey: [String] {
    target + [
      trace, String(node), String(operation), String(topic ?? -1), String(duration),
      "\(failed)\(isReceive)\(isInside ?? false)\(isMessaging)",
    ]
  }
}

extension SummaryDocument.LinkTargetRecord {
  init(_ target: LinkTarget, _ order: CanonicalOrder) {
    self.init(
      address: [Hexadecimal.string(target.address.trace), Hexadecimal.string(target.address.span)],
      node: order.place(target.node), operation: order.place(target.operation),
      topic: target.topic.isNone ? nil : order.place(target.topic), publishes: target.publishes,
      isAwaited: target.isAwaited ? true : nil,
      cause: target.cause.map { [Hexadecimal.string($0.trace), Hexadecimal.string($0.span)] })
  }

  var sortKey: [String] {
    address + [String(node), String(operation), String(topic ?? -1), "\(publishes)\(isAwaited ?? false)"]
      + (cause ?? [])
  }
}
