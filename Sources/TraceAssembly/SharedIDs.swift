internal import TraceModel

/// The spans of a trace that share an identifier, and the answers to what is asked about them: which of them sends, which
/// receives, and which belongs to a service.
///
/// Mostly two spans share one. But a broken exporter gives one identifier to all, and to look through them for each of
/// them, or for each of their children, would cost the square of their number.
struct SharedIDs: Sendable {
  /// One of the spans that share an identifier.
  struct Half {
    var place: Int32
    var service: NameID
    var kind: SpanKind
  }

  /// All spans with one identifier. Of each sort the first, by place.
  struct Group: Sendable {
    var first: Int32
    var number: UInt32
    /// The first that sends, and the first of another service: a call mostly leads from one service to another.
    fileprivate var sender: Half?
    fileprivate var nextSender: Half?
    fileprivate(set) var receiver: Int32?

    /// The first span of another service that sends; else the first of the same service, which may enclose the one that
    /// asks or lie inside of it.
    func sender(to half: Half) -> (place: Int32, isOwn: Bool)? {
      let foreign = [sender, nextSender].lazy.compactMap { $0 }.first { $0.service != half.service }
      if let foreign { return (foreign.place, false) }
      guard let sender, sender.place != half.place else { return nil }
      return (sender.place, true)
    }
  }

  private struct Member: Hashable {
    var group: UInt32
    var service: NameID
  }

  /// By the place where a group begins in the order of identifiers: its number, plus one.
  private var numbers: [UInt32] = []
  private var groups: [Group] = []
  /// The first span of each service in a group of several spans.
  private var members: [Member: Int32] = [:]

  mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
  }

  /// Adds the next group, which begins at a place in the order of identifiers.
  mutating func add(_ halves: some Collection<Half>, at start: Int) {
    guard let first = halves.first?.place else { return }
    var group = Group(first: first, number: UInt32(truncatingIfNeeded: groups.count))
    let isShared = halves.count > 1
    for half in halves {
      switch half.kind {
      case .client, .producer:
        if let sender = group.sender {
          if group.nextSender == nil, sender.service != half.service { group.nextSender = half }
        } else {
          group.sender = half
        }
      case .server, .consumer: if group.receiver == nil { group.receiver = half.place }
      case .internal, .unspecified: break
      }
      guard isShared else { continue }
      let member = Member(group: group.number, service: half.service)
      if members[member] == nil { members[member] = half.place }
    }
    numbers.append(contentsOf: repeatElement(0, count: start - numbers.count))
    numbers.append(group.number + 1)
    groups.append(group)
  }

  /// The group that begins at a place in the order of identifiers.
  func group(at start: Int) -> Group? {
    guard numbers.indices.contains(start), numbers[start] > 0 else { return nil }
    return groups[Int(numbers[start] - 1)]
  }

  /// The first span of a service in a group of several.
  func half(of group: Group, in service: NameID) -> Int32? {
    members[Member(group: group.number, service: service)]
  }
}
