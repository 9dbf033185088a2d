public import CallClassification
public import TraceModel

/// Why a file is no usable summary.
public struct SummaryError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, with the place in the file.
  public var description: String

  init(_ description: String) {
    self.description = description
  }
}

extension Summary {
  /// The summary that a document holds.
  ///
  /// - Throws: when the document is of another kind or version, or contradicts itself.
  public init(_ document: SummaryDocument) throws(SummaryError) {
    guard document.kind == SummaryDocument.kind else {
      throw SummaryError("kind is '\(document.kind)', expected '\(SummaryDocument.kind)'")
    }
    guard document.schemaVersion == SummaryDocument.currentSchemaVersion else {
      throw SummaryError(
        "schemaVersion is \(document.schemaVersion), this version reads \(SummaryDocument.currentSchemaVersion)")
    }
    var reading = SummaryReading(document)
    try reading.read()
    self = reading.summary
  }
}

/// The steps of reading a document, in the order in which they depend on each other.
///
/// A summary may come from anybody: counts are held to what can be counted, references to what is there.
private struct SummaryReading {
  let document: SummaryDocument
  var summary: Summary
  private var names: [NameID] = []
  private var nodes: [NodeID] = []
  private var edges: [UInt32] = []
  private var entries: [UInt32] = []

  init(_ document: SummaryDocument) {
    self.document = document
    summary = Summary(names: NameTable(), nodes: NodeTable())
  }

  mutating func read() throws(SummaryError) {
    names = document.names.map { summary.names.intern($0) }
    for (index, node) in document.nodes.enumerated() {
      nodes.append(summary.nodes.intern(Node(kind: node.kind, name: try name(node.name, "nodes[\(index)].name"))))
    }
    for index in document.edges.indices { try readEdge(index) }
    for index in document.entries.indices { try readEntry(index) }
    for index in document.shapes.indices { try readShape(index) }
    try readQuality()
    for (index, diagnostic) in document.diagnostics.enumerated() {
      summary.diagnostics.record(
        Diagnostic(
          id: diagnostic.id, message: diagnostic.message, advice: diagnostic.advice,
          count: try count(diagnostic.count, "diagnostics[\(index)].count"),
          examples: diagnostic.examples.map(DataLocation.init), isLoss: diagnostic.isLoss))
    }
    summary.input = document.input.map { record in
      func parts(_ record: SummaryDocument.PartsRecord) -> InputAccount.Parts {
        InputAccount.Parts(found: record.found, other: record.other, unread: record.unread)
      }
      return InputAccount(files: parts(record.files), bytes: parts(record.bytes), rejected: record.rejected)
    }
    for (format, files) in document.formats { summary.formats[format] = try count(files, "formats.\(format)") }
    for (index, alias) in document.aliases.enumerated() {
      let key = NodeAlias(
        alias: try node(alias.alias, "aliases[\(index)].alias"), node: try node(alias.node, "aliases[\(index)].node"))
      summary.aliases[key, default: 0] +|= try count(alias.count, "aliases[\(index)].count")
    }
    for (index, record) in (document.addresses ?? []).enumerated() {
      let key = ServiceAddress(
        service: try node(record.service, "addresses[\(index)].service"),
        address: try name(record.address, "addresses[\(index)].address"))
      summary.addresses[key, default: 0] +|= try count(record.count, "addresses[\(index)].count")
    }
    for (index, record) in (document.members ?? []).enumerated() {
      summary.members.insert(
        NodeMember(
          node: try node(record.node, "members[\(index)].node"), name: try name(record.name, "members[\(index)].name")))
    }
    for (index, record) in (document.unnamedCalls ?? []).enumerated() {
      let key = UnnamedCall(
        caller: try node(record.caller, "unnamedCalls[\(index)].caller"),
        operation: try name(record.operation, "unnamedCalls[\(index)].operation"))
      summary.unnamedCalls[key, default: 0] +|= try count(record.count, "unnamedCalls[\(index)].count")
    }
    for (index, record) in document.blocked.enumerated() {
      guard document.entries.indices.contains(record.entry) else {
        throw SummaryError("blocked[\(index)].entry names no entry")
      }
      let key = BlockedKey(entry: entries[record.entry], node: try node(record.node, "blocked[\(index)].node"))
      summary.blocked[key, default: 0] +|= record.nanoseconds
    }
    for (index, record) in (document.clocks ?? []).enumerated() {
      let pair = HostPair(
        caller: try name(record.caller, "clocks[\(index)].caller"),
        callee: try name(record.callee, "clocks[\(index)].callee"))
      summary.clockOffsets[pair] = ClockOffset(
        low: record.low, high: record.high, calls: try count(record.calls, "clocks[\(index)].calls"))
    }
    for (index, record) in document.memberships.enumerated() {
      let domain = FailureDomain(kind: record.kind, name: try name(record.domain, "memberships[\(index)].domain"))
      summary.memberships.insert(
        DomainMembership(domain: domain, node: try node(record.node, "memberships[\(index)].node")))
    }
    try readLinks()
  }

  private mutating func readEdge(_ index: Int) throws(SummaryError) {
    let edge = document.edges[index]
    let path = "edges[\(index)]"
    var via = NodeID.none
    if let place = edge.via { via = try node(place, path + ".via") }
    let key = OperationEdgeKey(
      caller: try node(edge.caller, path + ".caller"),
      callerOperation: try name(edge.callerOperation, path + ".callerOperation"),
      callee: try node(edge.callee, path + ".callee"),
      calleeOperation: try name(edge.calleeOperation, path + ".calleeOperation"), via: via, mechanism: edge.mechanism)
    let place = summary.edges.intern(key)
    edges.append(place)
    let record = edge.statistics
    var statistics = EdgeStatistics()
    for (place, counter) in record.counters.enumerated() {
      _ = try count(counter, "\(path).statistics.counters[\(place)]")
    }
    statistics.counters = record.counters
    for (code, observations) in record.evidence.enumerated() where code < statistics.evidence.count {
      statistics.evidence[code] = try count(observations, "\(path).statistics.evidence[\(code)]")
    }
    statistics.attempts = CountHistogram(counts: record.attempts)
    statistics.perRequest = CountHistogram(counts: record.perRequest)
    statistics.durations = try histogram(record.durations, path + ".statistics.durations")
    statistics.calleeDurations = try histogram(record.calleeDurations, path + ".statistics.calleeDurations")
    statistics.cutOffs = try histogram(record.cutOffs, path + ".statistics.cutOffs")
    statistics.jointDurations = JointDurations(numbers: record.jointDurations ?? [])
    statistics.idleDurations = JointDurations(numbers: record.idleDurations ?? [])
    statistics.exemplars = try exemplars(record.exemplars, path + ".statistics.exemplars")
    statistics.detachedExemplars = try exemplars(record.detachedExemplars, path + ".statistics.detachedExemplars")
    statistics.failureExemplars = try exemplars(record.failureExemplars, path + ".statistics.failureExemplars")
    summary.edges.statistics[Int(place)].merge(statistics)
  }

  private mutating func readEntry(_ index: Int) throws(SummaryError) {
    let entry = document.entries[index]
    let path = "entries[\(index)]"
    let place = summary.entries.intern(
      EntryKey(
        node: try node(entry.node, path + ".node"), operation: try name(entry.operation, path + ".operation"),
        kind: entry.kind))
    entries.append(place)
    var statistics = EntryStatistics()
    statistics.requests = try count(entry.requests, path + ".requests")
    statistics.errors = try count(entry.errors, path + ".errors")
    statistics.outside = min(try count(entry.outside ?? 0, path + ".outside"), statistics.requests)
    statistics.nanoseconds = entry.nanoseconds
    statistics.durations = try histogram(entry.durations, path + ".durations")
    statistics.exemplars = try exemplars(entry.exemplars, path + ".exemplars")
    summary.entries.statistics[Int(place)].merge(statistics)
  }

  private mutating func readShape(_ index: Int) throws(SummaryError) {
    let shape = document.shapes[index]
    let path = "shapes[\(index)]"
    guard document.entries.indices.contains(shape.entry) else { throw SummaryError("\(path).entry names no entry") }
    guard !shape.edges.isEmpty, shape.edges.count < Int32.max, shape.edges.count == shape.parents.count, shape.edges[0] == -1, shape.parents[0] == -1
    else { throw SummaryError("\(path): edges and parents must be equally long and begin with -1") }
    let handovers = Set(shape.handovers)
    var nodes: [ShapeNode] = []
    var depths: [Int] = []
    for (position, edge) in shape.edges.enumerated() {
      let parent = shape.parents[position]
      if position > 0 {
        guard document.edges.indices.contains(edge) else {
          throw SummaryError("\(path).edges[\(position)] names no edge")
        }
        var above = position - 1
        while above >= 0, above != parent { above = above == 0 ? -1 : Int(nodes[above].parent) }
        guard above >= 0 else {
          throw SummaryError("\(path).parents[\(position)] must name the position before or one that it hangs below")
        }
      }
      depths.append(position == 0 ? 0 : depths[parent] + 1)
      guard depths[position] <= Shape.depthLimit else {
        throw SummaryError("\(path) has more than \(Shape.depthLimit) calls one behind the other")
      }
      nodes.append(
        ShapeNode(
          edge: position == 0 ? ShapeNode.entryEdge : UInt32(edge), parent: Int32(parent),
          subtreeEnd: Int32(position + 1), isHandover: handovers.contains(position)))
    }
    for position in nodes.indices.reversed() where position > 0 {
      let parent = Int(nodes[position].parent)
      nodes[parent].subtreeEnd = max(nodes[parent].subtreeEnd, nodes[position].subtreeEnd)
    }
    summary.shapes.add(
      Shape(
        entry: UInt32(shape.entry), nodes: nodes, requests: try count(shape.requests, path + ".requests"),
        errors: try count(shape.errors, path + ".errors"),
        exemplars: try exemplars(shape.exemplars, path + ".exemplars")), entries: entries, edges: edges)
  }

  private mutating func readQuality() throws(SummaryError) {
    let record = document.quality
    summary.quality.traces = try count(record.traces, "quality.traces")
    summary.quality.spans = try count(record.spans, "quality.spans")
    summary.quality.duplicateSpans = try count(record.duplicateSpans, "quality.duplicateSpans")
    summary.quality.orphanSpans = try count(record.orphanSpans, "quality.orphanSpans")
    summary.quality.parentCycles = try count(record.parentCycles, "quality.parentCycles")
    summary.quality.spansWithoutKind = try count(record.spansWithoutKind, "quality.spansWithoutKind")
    summary.quality.untrustedTimes = try count(record.untrustedTimes, "quality.untrustedTimes")
    summary.quality.unresolvedLinks = try count(record.unresolvedLinks, "quality.unresolvedLinks")
    summary.quality.unnamedPeers = try count(record.unnamedPeers, "quality.unnamedPeers")
    summary.quality.cover(record.earliest, record.latest)
    for (index, service) in record.services.enumerated() {
      var quality = ServiceQuality()
      quality.spans = try count(service.spans, "quality.services[\(index)].spans")
      quality.orphanSpans = try count(service.orphanSpans, "quality.services[\(index)].orphanSpans")
      quality.spansWithoutKind = try count(service.spansWithoutKind, "quality.services[\(index)].spansWithoutKind")
      summary.quality.byService[try node(service.node, "quality.services[\(index)].node")] = quality
    }
  }

  private mutating func readLinks() throws(SummaryError) {
    for (index, record) in document.linkedConsumers.enumerated() {
      let path = "linkedConsumers[\(index)]"
      var topic = NodeID.none
      if let place = record.topic { topic = try node(place, path + ".topic") }
      var consumer = LinkedConsumer(
        target: try address(record.target, path + ".target"), trace: try trace(record.trace, path + ".trace"),
        node: try node(record.node, path + ".node"), operation: try name(record.operation, path + ".operation"),
        topic: topic, duration: record.duration, failed: record.failed, isReceive: record.isReceive,
        isMessaging: record.isMessaging)
      consumer.isInside = record.isInside ?? false
      summary.linkedConsumers.append(consumer)
    }
    for (index, record) in document.linkTargets.enumerated() {
      let path = "linkTargets[\(index)]"
      var topic = NodeID.none
      if let place = record.topic { topic = try node(place, path + ".topic") }
      var target = LinkTarget(
        address: try address(record.address, path + ".address"), node: try node(record.node, path + ".node"),
        operation: try name(record.operation, path + ".operation"), topic: topic, publishes: record.publishes)
      target.isAwaited = record.isAwaited ?? false
      if let cause = record.cause { target.cause = try address(cause, path + ".cause") }
      summary.linkTargets.append(target)
    }
  }

  // MARK: - Checked parts

  private func name(_ place: Int, _ path: String) throws(SummaryError) -> NameID {
    guard names.indices.contains(place) else { throw SummaryError("\(path) names no name") }
    return names[place]
  }

  private func node(_ place: Int, _ path: String) throws(SummaryError) -> NodeID {
    guard nodes.indices.contains(place) else { throw SummaryError("\(path) names no node") }
    return nodes[place]
  }

  private func histogram(
    _ record: SummaryDocument.HistogramRecord, _ path: String
  ) throws(SummaryError) -> DurationHistogram {
    guard record.offset >= 0, record.offset <= DurationHistogram.bucketLimit - record.counts.count else {
      throw SummaryError("\(path) has more buckets than there are")
    }
    return DurationHistogram(offset: record.offset, counts: record.counts)
  }

  private func count(_ value: Int, _ path: String) throws(SummaryError) -> Int {
    guard (0...DataBounds.largestCount).contains(value) else {
      throw SummaryError("\(path) is \(value), expected a count from 0 to \(DataBounds.largestCount)")
    }
    return value
  }

  private func exemplars(_ texts: [String], _ path: String) throws(SummaryError) -> ExemplarSet {
    var set = ExemplarSet()
    for text in texts { set.insert(try trace(text, path)) }
    return set
  }

  private func trace(_ text: String, _ path: String) throws(SummaryError) -> TraceID {
    guard let trace = TraceID(text) else { throw SummaryError("\(path): '\(text)' is no trace id") }
    return trace
  }

  private func address(_ parts: [String], _ path: String) throws(SummaryError) -> SpanAddress {
    guard parts.count == 2, let trace = UInt64(parts[0], radix: 16), let span = UInt64(parts[1], radix: 16) else {
      throw SummaryError("\(path) must be a trace and a span of 16 hexadecimal digits")
    }
    return SpanAddress(trace: trace, span: span)
  }
}

extension DataLocation {
  fileprivate init(_ record: SummaryDocument.LocationRecord) {
    self.init(
      file: record.file, line: record.line, byteOffset: record.byteOffset, path: record.path, detail: record.detail)
    ordinal = max(0, record.ordinal ?? 0)
  }
}
