/// How long requests of an entry stand blocked on one node.
public struct BlockedReport: Codable, Sendable, Equatable {
  public var node: String
  /// Share of the requests' whole time, overlapping calls counted once; a node behind another one counts for both.
  public var share: Double

  public init(node: String, share: Double) {
    self.node = node
    self.share = share
  }
}

/// The best availability that an entry can have.
public struct AvailabilityReport: Codable, Sendable, Equatable {
  /// Nodes that nearly every request waits for and whose failure is expected to fail it, each once; the entry's own
  /// service is one of them.
  public var dependencies: [String]
  /// The availability that is assumed of each, 0…1.
  public var each: Double
  /// The product over all of them.
  public var ceiling: Double

  public init(dependencies: [String], each: Double, ceiling: Double) {
    self.dependencies = dependencies
    self.each = each
    self.ceiling = ceiling
  }
}
