public import TraceModel

/// Builds the tree of one trace from its spans, in whatever order they came.
///
/// Duplicates are dropped, identifiers shared by client and server are taken apart, orphans and cycles become roots of
/// their own. The result depends on the spans alone, not on their order. The working arrays are kept from trace to trace.
/// Sorting dominates: O(n log n) in the spans of the trace. No recursion: traces can be deep.
public struct TraceAssembler: Sendable {
  private let names: NameTable
  private let profiles: [SpanProfile]

  private var sorted: [UInt32] = []
  private var byID: [Int32] = []
  private var parents: [Int32] = []
  private var attachments: [TraceSpan.Attachment] = []
  private var firstChild: [Int32] = []
  private var nextSibling: [Int32] = []
  private var placed: [Bool] = []
  private var stack: [Int32] = []
  private var keys: [SortKey] = []
  /// Where an id occurs more than once: what is asked about its spans.
  private var shared = SharedIDs()
  /// Places by span id, open addressing, plus one; of a trace in which no id occurs twice.
  private var slots: [Int32] = []
  private var hasUniqueIDs = false

  /// What decides the order of nearly all spans.
  private struct SortKey {
    var start: UInt64
    var record: UInt32
  }

  public init(names: NameTable, profiles: [SpanProfile]) {
    self.names = names
    self.profiles = profiles
  }

  /// Assembles the spans at `members` (indices into `spans`) into `trace`, whose storage is reused.
  public mutating func assemble(_ members: ArraySlice<UInt32>, of spans: [SpanRecord], into trace: inout Trace) {
    trace.spans.removeAll(keepingCapacity: true)
    trace.id = members.reduce(TraceID(low: 0)) { max($0, spans[Int($1)].trace) }
    sort(members, spans)
    hashIDs(spans)
    if !hasUniqueIDs {
      dropDuplicates(spans)
      indexByID(spans)
    }
    trace.duplicates = members.count - sorted.count
    tieParents(spans)
    markOutsideCallers(spans)
    linkChildren()
    emit(spans, into: &trace)
  }

  // MARK: - Order and duplicates

  private mutating func sort(_ members: ArraySlice<UInt32>, _ spans: [SpanRecord]) {
    keys.removeAll(keepingCapacity: true)
    for record in members { keys.append(SortKey(start: spans[Int(record)].start, record: record)) }
    if keys.count <= 48 {
      sortFew(spans)
    } else {
      let order = SpanOrder(names: names, profiles: profiles)
      keys.sort { left, right in
        left.start != right.start
          ? left.start < right.start : order.precedes(spans[Int(left.record)], spans[Int(right.record)])
      }
    }
    sorted.removeAll(keepingCapacity: true)
    for key in keys { sorted.append(key.record) }
  }

  /// By insertion: traces are small, and their spans are mostly nearly in order.
  private mutating func sortFew(_ spans: [SpanRecord]) {
    var place = 1
    while place < keys.count {
      let key = keys[place]
      var free = place
      while free > 0, precedes(key, keys[free - 1], spans) {
        keys[free] = keys[free - 1]
        free -= 1
      }
      keys[free] = key
      place += 1
    }
  }

  @inline(__always)
  private func precedes(_ left: SortKey, _ right: SortKey, _ spans: [SpanRecord]) -> Bool {
    if left.start != right.start { return left.start < right.start }
    return SpanOrder(names: names, profiles: profiles).precedes(spans[Int(left.record)], spans[Int(right.record)])
  }

  /// Notes where each id is; finds out whether one occurs twice.
  private mutating func hashIDs(_ spans: [SpanRecord]) {
    var size = 16
    while size < sorted.count * 2 { size *= 2 }
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: size))
    hasUniqueIDs = false
    let shift = UInt64(64 - size.trailingZeroBitCount)
    for place in sorted.indices {
      let id = spans[Int(sorted[place])].id
      var slot = Self.slot(id, shift)
      while slots[slot] != 0 {
        if spans[Int(sorted[Int(slots[slot]) - 1])].id == id { return }
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = Int32(place) + 1
    }
    hasUniqueIDs = true
  }

  @inline(__always)
  private static func slot(_ id: SpanID, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: ByteHash.combine(0, id.bits) >> shift)
  }

  /// The place of an id when none occurs twice, or -1.
  private func place(of id: SpanID, _ spans: [SpanRecord]) -> Int32 {
    let shift = UInt64(64 - slots.count.trailingZeroBitCount)
    var slot = Self.slot(id, shift)
    while slots[slot] != 0 {
      let place = slots[slot] - 1
      if spans[Int(sorted[Int(place)])].id == id { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  /// Keeps one span of those that agree in id, kind and service: the one that ends last (the others are earlier exports
  /// of a running span, or repeated deliveries).
  private mutating func dropDuplicates(_ spans: [SpanRecord]) {
    let count = sorted.count
    guard count > 1 else { return }
    byID.removeAll(keepingCapacity: true)
    byID.append(contentsOf: 0..<Int32(count))
    let sorted = self.sorted
    byID.sort { left, right in
      let (leftID, rightID) = (spans[Int(sorted[Int(left)])].id, spans[Int(sorted[Int(right)])].id)
      return leftID != rightID ? leftID < rightID : left < right
    }
    var dropped = [Bool]()
    var start = 0
    while start < count {
      let id = spans[Int(sorted[Int(byID[start])])].id
      var end = start + 1
      while end < count, spans[Int(sorted[Int(byID[end])])].id == id { end += 1 }
      if end - start > 1 {
        if dropped.isEmpty { dropped = [Bool](repeating: false, count: count) }
        markDuplicates(byID[start..<end], spans, &dropped)
      }
      start = end
    }
    if !dropped.isEmpty {
      var kept = 0
      for place in 0..<count where !dropped[place] {
        self.sorted[kept] = sorted[place]
        kept += 1
      }
      self.sorted.removeLast(count - kept)
    }
  }

  private func markDuplicates(_ places: ArraySlice<Int32>, _ spans: [SpanRecord], _ dropped: inout [Bool]) {
    // The latest end first, so that it is the one that stays; `places` is in canonical order, so ties are too.
    let byEnd = places.sorted { left, right in
      let (leftEnd, rightEnd) = (spans[Int(sorted[Int(left)])].end, spans[Int(sorted[Int(right)])].end)
      return leftEnd != rightEnd ? leftEnd > rightEnd : left < right
    }
    var seen = Set<SpanIdentity>()
    for place in byEnd {
      let profile = profiles[Int(spans[Int(sorted[Int(place)])].profile)]
      if !seen.insert(SpanIdentity(service: profile.service, kind: profile.kind)).inserted {
        dropped[Int(place)] = true
      }
    }
  }

  private struct SpanIdentity: Hashable {
    var service: NameID
    var kind: SpanKind
  }

  // MARK: - Parents

  /// Sorts places by span id, so that a parent is found by bisection.
  private mutating func indexByID(_ spans: [SpanRecord]) {
    byID.removeAll(keepingCapacity: true)
    byID.append(contentsOf: 0..<Int32(sorted.count))
    let sorted = self.sorted
    byID.sort { left, right in
      let (leftID, rightID) = (spans[Int(sorted[Int(left)])].id, spans[Int(sorted[Int(right)])].id)
      return leftID != rightID ? leftID < rightID : left < right
    }
    shared.removeAll()
    let profiles = self.profiles
    var start = 0
    while start < byID.count {
      let id = spans[Int(sorted[Int(byID[start])])].id
      var end = start + 1
      while end < byID.count, spans[Int(sorted[Int(byID[end])])].id == id { end += 1 }
      shared.add(
        byID[start..<end].lazy.map { place in
          let profile = profiles[Int(spans[Int(sorted[Int(place)])].profile)]
          return SharedIDs.Half(place: place, service: profile.service, kind: profile.kind)
        }, at: start)
      start = end
    }
  }

  /// The group of spans that have an id.
  private func group(of id: SpanID, _ spans: [SpanRecord]) -> SharedIDs.Group? {
    var low = 0
    var high = byID.count
    while low < high {
      let middle = (low + high) / 2
      if spans[Int(sorted[Int(byID[middle])])].id < id { low = middle + 1 } else { high = middle }
    }
    guard low < byID.count, spans[Int(sorted[Int(byID[low])])].id == id else { return nil }
    return shared.group(at: low)
  }

  private mutating func tieParents(_ spans: [SpanRecord]) {
    parents.removeAll(keepingCapacity: true)
    attachments.removeAll(keepingCapacity: true)
    for place in sorted.indices {
      let span = spans[Int(sorted[place])]
      if !hasUniqueIDs, let client = clientHalf(of: place, spans) {
        parents.append(client)
        attachments.append(.shared)
      } else if !span.parent.isValid {
        parents.append(-1)
        attachments.append(.root)
      } else if span.parent == span.id {
        let own = hasUniqueIDs ? nil : serverHalf(of: place, spans)
        parents.append(own ?? -1)
        attachments.append(own == nil ? .cycle : .child)
      } else if hasUniqueIDs {
        let parent = self.place(of: span.parent, spans)
        parents.append(parent)
        attachments.append(parent < 0 ? .orphan : .child)
      } else {
        let parent = parent(of: span, spans) ?? -1
        parents.append(parent)
        attachments.append(parent < 0 ? .orphan : .child)
      }
    }
  }

  /// The client's half of a shared identifier, if the span at `place` is the server's half.
  private func clientHalf(of place: Int, _ spans: [SpanRecord]) -> Int32? {
    let span = spans[Int(sorted[place])]
    let kind = profiles[Int(span.profile)].kind
    guard kind == .server || kind == .consumer || span.flags.contains(.sharedID) else { return nil }
    let half = SharedIDs.Half(place: Int32(place), service: profiles[Int(span.profile)].service, kind: kind)
    guard let client = group(of: span.id, spans)?.sender(to: half) else { return nil }
    guard client.isOwn else { return client.place }
    // Where all spans of a service have one id, the call lies inside of what it serves, and does not lead to it.
    let call = spans[Int(sorted[Int(client.place)])]
    return call.start <= span.start && call.end >= span.end ? client.place : nil
  }

  /// The span that serves, where a service gave all its spans of a trace one id: its calls belong below it.
  private func serverHalf(of place: Int, _ spans: [SpanRecord]) -> Int32? {
    let span = spans[Int(sorted[place])]
    let profile = profiles[Int(span.profile)]
    guard profile.kind == .client || profile.kind == .producer, let group = group(of: span.id, spans),
      let first = shared.half(of: group, in: profile.service), Int(first) != place
    else { return nil }
    let kind = profiles[Int(spans[Int(sorted[Int(first)])].profile)].kind
    return kind == .server || kind == .consumer ? first : nil
  }

  /// Of several spans with the parent's id: the one of the child's own service, else the receiving half.
  private func parent(of child: SpanRecord, _ spans: [SpanRecord]) -> Int32? {
    guard let group = group(of: child.parent, spans) else { return nil }
    let service = profiles[Int(child.profile)].service
    return shared.half(of: group, in: service) ?? group.receiver ?? group.first
  }

  /// Tells spans that begin the trace, because their caller writes no spans here, from spans whose parent was lost.
  ///
  /// Only where the trace has no root: the first orphan, if it serves a request or takes a message, and later orphans of
  /// its service that do so too. A lost service leaves orphans of several services that lie side by side; then all of them
  /// are lost. Orphans inside the time of one that begins the trace say nothing about it, and stay orphans.
  private mutating func markOutsideCallers(_ spans: [SpanRecord]) {
    guard !attachments.contains(.root), let first = attachments.firstIndex(of: .orphan) else { return }
    let service = profiles[Int(spans[Int(sorted[first])].profile)].service
    // Places are in order of their starts: what ends last says whether a later one lies inside.
    var end: UInt64 = 0
    for place in first..<sorted.count where attachments[place] == .orphan {
      let span = spans[Int(sorted[place])]
      if entersFromOutside(span), profiles[Int(span.profile)].service == service {
        end = max(end, span.end)
      } else if span.end > end {
        return
      }
    }
    for place in first..<sorted.count where attachments[place] == .orphan {
      let span = spans[Int(sorted[place])]
      if entersFromOutside(span), profiles[Int(span.profile)].service == service { attachments[place] = .outside }
    }
  }

  private func entersFromOutside(_ span: SpanRecord) -> Bool {
    if span.flags.contains(.remoteParent) { return true }
    let kind = profiles[Int(span.profile)].kind
    return !span.flags.contains(.knowsRemoteParent) && (kind == .server || kind == .consumer)
  }

  // MARK: - The tree

  private mutating func linkChildren() {
    let count = sorted.count
    firstChild.removeAll(keepingCapacity: true)
    firstChild.append(contentsOf: repeatElement(-1, count: count))
    nextSibling.removeAll(keepingCapacity: true)
    nextSibling.append(contentsOf: repeatElement(-1, count: count))
    // Backwards, so that each list of children comes out in canonical order.
    for place in stride(from: count - 1, through: 0, by: -1) where parents[place] >= 0 {
      let parent = Int(parents[place])
      nextSibling[place] = firstChild[parent]
      firstChild[parent] = Int32(place)
    }
  }

  private mutating func emit(_ spans: [SpanRecord], into trace: inout Trace) {
    let count = sorted.count
    placed.removeAll(keepingCapacity: true)
    placed.append(contentsOf: repeatElement(false, count: count))
    trace.spans.reserveCapacity(count)
    for place in 0..<count where parents[place] < 0 { emitSubtree(Int32(place), spans, into: &trace) }
    // What no root reaches hangs on a cycle of parents: cut it at its first span in canonical order.
    if trace.spans.count < count {
      for place in 0..<count where !placed[place] {
        attachments[place] = .cycle
        emitSubtree(Int32(place), spans, into: &trace)
      }
    }
  }

  private mutating func emitSubtree(_ root: Int32, _ spans: [SpanRecord], into trace: inout Trace) {
    stack.removeAll(keepingCapacity: true)
    var place = root
    var parent: Int32 = -1
    while true {
      let record = sorted[Int(place)]
      let span = spans[Int(record)]
      let position = Int32(trace.spans.count)
      placed[Int(place)] = true
      trace.spans.append(
        TraceSpan(
          id: span.id, start: span.start, end: span.end, profile: span.profile, flags: span.flags,
          attachment: attachments[Int(place)], record: record, parent: parent, subtreeEnd: position + 1
        )
      )
      var next = firstUnplaced(firstChild[Int(place)])
      if next >= 0 {
        stack.append(place)
        parent = position
      } else {
        // Up to the nearest ancestor with a sibling left; each one left behind has its subtree complete.
        next = place == root ? -1 : firstUnplaced(nextSibling[Int(place)])
        while next < 0, let above = stack.popLast() {
          trace.spans[Int(parent)].subtreeEnd = Int32(trace.spans.count)
          parent = trace.spans[Int(parent)].parent
          next = above == root ? -1 : firstUnplaced(nextSibling[Int(above)])
        }
        if next < 0 { return }
      }
      place = next
    }
  }

  private func firstUnplaced(_ place: Int32) -> Int32 {
    var place = place
    while place >= 0, placed[Int(place)] { place = nextSibling[Int(place)] }
    return place
  }
}
