import TraceModel

/// Makes spans of rows of Alibaba's call graphs. Rows of one call stand anywhere among those of a block.
enum AlibabaDecoder {
  /// A call: what its two sides recorded.
  private struct Call {
    var caller: AlibabaRow?
    var callee: AlibabaRow?
    var any: AlibabaRow
  }

  private struct Key: Hashable {
    var trace: TraceID
    var call: UInt64
  }

  /// Reads a block of whole rows.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, _ columns: AlibabaColumns, separator: UInt8, count: Int,
    into collector: inout SpanCollector
  ) -> CutOutcome {
    var calls: [Call] = []
    var places: [Key: Int] = [:]
    var position = 0
    while position < bytes.count {
      let end = CSVRows.end(in: bytes, from: position) ?? bytes.count
      let text = CSVRows.trimmed(UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
      position = end
      if text.isEmpty { continue }
      let cells = CSVCells(text, separator: separator)
      // Rows may end with more cells than there are columns; the names are of the first.
      guard cells.cells.count >= count else {
        collector.problem(
          .malformedRecord, detail: "a row of \(cells.cells.count) cells in a table of \(count) columns")
        continue
      }
      let row = columns.row(cells.cells, &collector.batch.names)
      withExtendedLifetime(cells) {}
      switch row {
      case .failure(let damage): collector.problem(.malformedRecord, detail: damage.reason)
      case .success(let row): add(row, &calls, &places)
      }
    }
    for call in calls { emit(call, calls, places, &collector) }
    return .spans
  }

  /// The side of a row: below zero it is the downstream's. Where both are above, the upstream's begins first and takes
  /// longer, since it is around the other.
  private static func add(_ row: AlibabaRow, _ calls: inout [Call], _ places: inout [Key: Int]) {
    let key = Key(trace: row.trace, call: row.call)
    guard let place = places[key] else {
      places[key] = calls.count
      // A caller that is not known recorded nothing.
      let isCallee = row.isNegative || row.caller.isEmpty
      calls.append(Call(caller: isCallee ? nil : row, callee: isCallee ? row : nil, any: row))
      return
    }
    if row.isNegative {
      if calls[place].callee == nil { calls[place].callee = row }
    } else if let first = calls[place].caller, calls[place].callee == nil {
      guard first.caller == row.caller, first.callee == row.callee else { return }
      let isInside = row.start > first.start || row.start == first.start && row.duration <= first.duration
      calls[place].caller = isInside ? first : row
      calls[place].callee = isInside ? row : first
    } else if calls[place].caller == nil, !row.caller.isEmpty {
      calls[place].caller = row
    }
  }

  private static func emit(
    _ call: Call, _ calls: [Call], _ places: [Key: Int], _ collector: inout SpanCollector
  ) {
    let outer = parent(of: call.any, calls, places)
    if let row = call.caller {
      span(row, isCaller: true, parent: outer, &collector)
    }
    if let row = call.callee {
      let parent = call.caller.map { id($0, isCaller: true) } ?? outer
      span(row, isCaller: false, parent: parent, &collector)
    }
  }

  /// The span that a call was made in: the downstream side of the call around it, or the nearest that was recorded.
  private static func parent(of row: AlibabaRow, _ calls: [Call], _ places: [Key: Int]) -> SpanID {
    for number in row.outer {
      guard let place = places[Key(trace: row.trace, call: number)] else { continue }
      let call = calls[place]
      if let callee = call.callee { return id(callee, isCaller: false) }
      if let caller = call.caller { return id(caller, isCaller: true) }
    }
    return .none
  }

  private static func id(_ row: AlibabaRow, isCaller: Bool) -> SpanID {
    var hash = StableHash()
    for shift in stride(from: 0, to: 64, by: 8) {
      hash.combine(byte: UInt8(truncatingIfNeeded: row.call >> UInt64(shift)))
    }
    for shift in stride(from: 0, to: 64, by: 8) {
      hash.combine(byte: UInt8(truncatingIfNeeded: row.trace.low >> UInt64(shift)))
    }
    hash.combine(byte: isCaller ? 1 : 2)
    return SpanID(hash.value | 1)
  }

  private static func span(
    _ row: AlibabaRow, isCaller: Bool, parent: SpanID, _ collector: inout SpanCollector
  ) {
    collector.draft.reset()
    collector.draft.trace = row.trace
    collector.draft.id = id(row, isCaller: isCaller)
    collector.draft.parent = parent
    collector.draft.name = row.name
    let isMessage = row.way == .queue
    collector.draft.kind = isCaller ? (isMessage ? .producer : .client) : (isMessage ? .consumer : .server)
    // Times begin when the recording did. A day is added, so that none is zero, which stands for no time.
    let (start, isLate) = row.start.addingReportingOverflow(86_400_000_000_000)
    let (end, isLong) = start.addingReportingOverflow(row.duration)
    collector.draft.start = isLate ? 0 : start
    collector.draft.end = isLate || isLong ? 0 : end
    collector.settleRelativeTimes(hasEnd: !isLate && !isLong)
    if isCaller, !isMessage { collector.draft.set(.peerService, row.callee, rank: 16) }
    if row.way == .rpc { collector.draft.set(.rpcSystem, collector.batch.names.intern("rpc")) }
    if isMessage {
      collector.draft.set(.messagingSystem, collector.batch.names.intern("mq"))
      collector.draft.set(.messagingOperation, collector.batch.names.intern(isCaller ? "send" : "process"))
    }
    let service = isCaller ? row.caller : row.callee
    let instance = isCaller ? row.callerInstance : row.calleeInstance
    collector.commit(ResourceFacts(service: service, instance: instance))
  }
}

extension SpanCollector {
  /// Repairs times that count from a moment of the source's own, so that no year is expected of them.
  mutating func settleRelativeTimes(hasEnd: Bool) {
    guard !hasEnd else { return }
    draft.end = draft.start
    draft.flags.insert(.untrustedTime)
    problem(.missingTime)
  }
}
