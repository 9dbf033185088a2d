public import FailureSpread

/// What fails together, as one node more.
public struct DomainReport: Codable, Sendable, Equatable {
  /// Such as `rabbitmq@mq.internal`.
  public var name: String
  public var kind: FailureDomainKind
  /// Names of its nodes, sorted.
  public var members: [String]
  public var blastRadius: BlastRadiusReport

  public init(name: String, kind: FailureDomainKind, members: [String], blastRadius: BlastRadiusReport) {
    self.name = name
    self.kind = kind
    self.members = members
    self.blastRadius = blastRadius
  }
}
