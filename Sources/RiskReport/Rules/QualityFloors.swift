/// How good the data must be before anything is judged by it.
public struct QualityFloors: Sendable, Equatable {
  /// Fewer traces than this say too little: with 20 of 20 calls waiting, the share's 95 % interval begins at 84 %.
  public var minimumTraces = 20
  public var minimumSpans = 1
  /// Of all spans, how many may lack their parent. Each may hide an edge.
  public var maximumOrphanShare = 0.1
  /// Of all records read, how many may be unusable.
  public var maximumRejectedShare = 0.05
  /// Of all that was to be read, in bytes and in files, how much may be unread. What was not read can hold anything.
  public var maximumUnreadShare = 0.01
  /// Of all spans, how many may declare no kind. The default allows any number: such spans are judged by time alone.
  public var maximumKindlessShare = 1.0
  /// Of all calls, how many may lie on edges whose verdict is unknown.
  public var maximumUnknownShare = 0.3
  /// Of all calls, how many may have span kinds that contradict each other.
  public var maximumContradictoryKindsShare = 0.1
  /// The floors of one service, where no element of `services` matches it.
  public var service = ServiceFloors()
  /// The first whose pattern matches a service sets its floors.
  public var services: [ServiceFloors] = []
  /// The place in the policy of each key that it sets, as `file:line`.
  public var origins: [String: String] = [:]

  public init() {}

  public func floors(of service: String) -> ServiceFloors {
    services.first { $0.pattern.matches(service) } ?? self.service
  }
}

/// How good the data of one service must be.
public struct ServiceFloors: Sendable, Equatable {
  public var pattern: NamePattern = "*"
  /// A service with fewer spans is too small for its orphan share to mean anything.
  public var minimumSpansForShares = 20
  /// The service must have at least this many spans; zero asks for none.
  public var minimumSpans = 0
  /// Twice the floor of the whole: one service whose context is lost hides all edges that lead to it, while its
  /// orphans drown in the total.
  public var maximumOrphanShare = 0.2
  /// Of the calls to the service, how many may have lost their trace context on the way.
  public var maximumLostContextShare = 0.1
  /// The place in the policy, as `file:line`.
  public var origin: String?

  public init() {}
}
