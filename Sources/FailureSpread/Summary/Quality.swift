public import CallClassification
internal import TraceModel

/// What was counted about the data itself, in whole numbers that add up in any order.
public struct Quality: Sendable, Equatable {
  public var traces = 0
  public var spans = 0
  public var duplicateSpans = 0
  public var orphanSpans = 0
  public var parentCycles = 0
  public var spansWithoutKind = 0
  public var untrustedTimes = 0
  /// Links that led to no span of the data.
  public var unresolvedLinks = 0
  /// Exits that name no other side.
  public var unnamedPeers = 0
  public var byService: [NodeID: ServiceQuality] = [:]
  /// The first start and the last end of a unit of work, nanoseconds since the Unix epoch; 0 when there is none.
  public var earliest: UInt64 = 0
  public var latest: UInt64 = 0

  public init() {}

  /// Seconds from the first start to the last end: what rates are taken over.
  public var seconds: Double { latest > earliest ? Double(latest - earliest) / 1e9 : 0 }

  /// Widens the range of time by one unit of work.
  public mutating func cover(_ start: UInt64, _ end: UInt64) {
    guard start > 0 else { return }
    earliest = earliest == 0 ? start : min(earliest, start)
    latest = max(latest, end)
  }

  public mutating func merge(_ other: Quality) {
    traces +|= other.traces
    spans +|= other.spans
    duplicateSpans +|= other.duplicateSpans
    orphanSpans +|= other.orphanSpans
    parentCycles +|= other.parentCycles
    spansWithoutKind +|= other.spansWithoutKind
    untrustedTimes +|= other.untrustedTimes
    unresolvedLinks +|= other.unresolvedLinks
    unnamedPeers +|= other.unnamedPeers
    cover(other.earliest, other.latest)
    for (node, service) in other.byService {
      byService[node, default: ServiceQuality()].merge(service)
    }
  }
}

/// The same for one service.
public struct ServiceQuality: Sendable, Equatable {
  public var spans = 0
  public var orphanSpans = 0
  public var spansWithoutKind = 0

  public init() {}

  public mutating func merge(_ other: ServiceQuality) {
    spans +|= other.spans
    orphanSpans +|= other.orphanSpans
    spansWithoutKind +|= other.spansWithoutKind
  }
}
