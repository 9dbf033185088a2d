import TraceModel

/// What a row said so far beyond the span's draft, in whatever order its members came.
///
/// Used again for every row, so that reading one allocates nothing.
struct SpanRow {
  var trace: TraceID?
  var id: SpanID?
  var parent = SpanID.none
  var start: UInt64?
  var end: UInt64?
  var duration: UInt64?
  var name = NameID.empty
  var otherName = NameID.empty
  var resource = ResourceDraft()
  /// Traces and spans of links that stand in two lists.
  var linkedTraces: [TraceID] = []
  var linkedSpans: [SpanID] = []
  /// What stood where an identifier was expected.
  var badID = ""
  /// What only this form has, by the numbers of its columns.
  private var notes = [NameID](repeating: .empty, count: noteLimit)
  private var extraIDs = [SpanID](repeating: .none, count: extraIDLimit)

  static let noteLimit = 16
  static let extraIDLimit = 4

  mutating func reset() {
    trace = nil
    id = nil
    parent = .none
    start = nil
    end = nil
    duration = nil
    name = .empty
    otherName = .empty
    resource.reset()
    linkedTraces.removeAll(keepingCapacity: true)
    linkedSpans.removeAll(keepingCapacity: true)
    badID = ""
    for index in notes.indices { notes[index] = .empty }
    for index in extraIDs.indices { extraIDs[index] = .none }
  }

  func note(_ number: Int) -> NameID { notes.indices.contains(number) ? notes[number] : .empty }

  mutating func setNote(_ number: Int, _ value: NameID) {
    if notes.indices.contains(number), notes[number].isEmpty { notes[number] = value }
  }

  func extraID(_ number: Int) -> SpanID { extraIDs.indices.contains(number) ? extraIDs[number] : .none }

  mutating func setExtraID(_ number: Int, _ value: SpanID) {
    if extraIDs.indices.contains(number), !extraIDs[number].isValid { extraIDs[number] = value }
  }
}

extension SpanCollector {
  /// A text that only the row's form has, by the number of its column.
  func word(_ note: Int) -> String { batch.names[row.note(note)] }

  /// The same in lower case.
  func lowercasedWord(_ note: Int) -> String { batch.names[row.note(note)].lowercased() }

  /// Begins a row: nothing is known of its span.
  mutating func beginRow() {
    draft.reset()
    row.reset()
  }

  /// Adds the span of the row that was read, with links from `firstLink` on; says what keeps it from being one.
  mutating func commitRow(firstLink: Int, path: @autoclosure () -> String) {
    guard let trace = row.trace, trace.isValid, let id = row.id, id.isValid else {
      batch.links.removeLast(batch.links.count - firstLink)
      let hasTrace = row.trace?.isValid == true
      let found = row.badID.isEmpty ? "nothing" : "\"\(row.badID)\""
      return problem(
        hasTrace ? .invalidSpanID : .invalidTraceID, path: path(), detail: "expected an identifier; found \(found)"
      )
    }
    draft.trace = trace
    draft.id = id
    if row.parent != id { draft.parent = row.parent }
    draft.name = row.name.isEmpty ? row.otherName : row.name
    for (trace, id) in zip(row.linkedTraces, row.linkedSpans) where trace.isValid && id.isValid {
      link(trace, id, followsFrom: false)
    }
    settleRowTimes()
    commit(row.resource.facts)
  }

  /// A start, an end and a duration: two of them give the third.
  private mutating func settleRowTimes() {
    var start = row.start
    var end = row.end
    if let first = start, end == nil, let length = row.duration {
      let (sum, overflow) = first.addingReportingOverflow(length)
      end = overflow ? nil : sum
    } else if let last = end, start == nil, let length = row.duration {
      start = last >= length ? last - length : nil
    }
    if start == 0 { start = nil }
    if end == 0 { end = nil }
    draft.start = start ?? 0
    draft.end = end ?? 0
    if start != nil, end == nil { draft.flags.insert(.unfinished) }
    settleTimes(hasStart: start != nil, hasEnd: end != nil)
  }
}
