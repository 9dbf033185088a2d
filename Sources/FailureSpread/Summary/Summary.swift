public import CallClassification
public import TraceAssembly
public import TraceModel

/// The mergeable state of an analysis: statistics of edges, entries, shapes with counts, and data quality.
///
/// The waist of the pipeline: everything behind it costs by the number of distinct shapes and edges, not of spans. Adding
/// traces in any order, or adding them to several summaries and merging those, gives the same result.
public struct Summary: Sendable {
  public var names: NameTable
  public var nodes: NodeTable
  public var edges = EdgeTable()
  public var entries = EntryTable()
  public var shapes = ShapeTable()
  public var quality = Quality()
  public var diagnostics = DiagnosticLog()
  /// What became of the inputs; nil when a summary of an older version says nothing about it.
  public var input: InputAccount?
  /// Files read by their format.
  public var formats: [String: Int] = [:]
  /// Which node answered where an exit named a peer: unites the two once it is known to be one.
  public var aliases: [NodeAlias: Int] = [:]
  /// The addresses that services say they were reached at, with the number of spans that say so.
  public var addresses: [ServiceAddress: Int] = [:]
  /// Names that were taken for copies of a node.
  public var members: Set<NodeMember> = []
  /// Operations that a resolved summary leaves out of its entries: health checks and the like.
  public var excluded: [ExcludedEntry] = []
  /// Calls that name no other side, that nothing answered, and that did not fail.
  public var unnamedCalls: [UnnamedCall: Int] = [:]
  /// Nanoseconds that requests of an entry stood blocked on a node.
  public var blocked: [BlockedKey: UInt64] = [:]
  public var memberships: Set<DomainMembership> = []
  /// How the clocks of two hosts differ; for reporting only.
  public var clockOffsets: [HostPair: ClockOffset] = [:]
  public var linkedConsumers: [LinkedConsumer] = []
  public var linkTargets: [LinkTarget] = []

  public init(names: NameTable, nodes: NodeTable) {
    self.names = names
    self.nodes = nodes
  }
}

/// An operation that is no work: health checks, collections of metrics, empty polls.
public struct ExcludedEntry: Hashable, Sendable {
  public var node: NodeID
  public var operation: NameID
  public var requests: Int
}

/// An observation that a service was reached at an address.
public struct ServiceAddress: Hashable, Sendable {
  public var service: NodeID
  /// A host name, or an address with its port.
  public var address: NameID

  public init(service: NodeID, address: NameID) {
    self.service = service
    self.address = address
  }
}

/// An observation that a peer, as an exit names it, is another node.
public struct NodeAlias: Hashable, Sendable {
  public var alias: NodeID
  public var node: NodeID

  public init(alias: NodeID, node: NodeID) {
    self.alias = alias
    self.node = node
  }
}
