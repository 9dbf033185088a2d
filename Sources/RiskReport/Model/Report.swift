/// The result of an analysis: all that any output format shows, and nothing that needs computing.
///
/// Reporters are pure functions of this value. Its JSON form is the published contract (`schemas/report.schema.json`):
/// properties may be added, those that exist stay. Every array is sorted by a total order, so equal input gives equal bytes.
public struct Report: Codable, Sendable, Equatable {
  /// The version of the JSON form. Raised only when a property changes its meaning.
  public var schemaVersion: Int
  public var tool: ToolReport
  /// Present when the report was made by a gate.
  public var gate: GateReport?
  public var evidence: EvidenceReport
  /// Where work enters the traced system; sorted by traffic, then name.
  public var entries: [EntryReport]
  /// Sorted by structural blast radius, widest first, then by name.
  public var nodes: [NodeReport]
  /// Sorted by caller, callee, via.
  public var edges: [EdgeReport]
  /// Sorted by risk, highest first.
  public var chains: [ChainReport]
  /// Synchronous cycles: paths of waiting calls that return to a service they came from. A hundred at most: the diagnostic
  /// `cycles-left-out` tells of more.
  public var cycles: [CycleReport]
  /// Sorted by severity, rule, subject.
  public var findings: [Finding]
  /// Exemplar traces of findings, for a picture of each; sorted by trace. Absent where no trace was kept.
  public var examples: [TraceExampleReport]?

  /// What fails together: brokers, database servers, hosts and zones; sorted by kind, then name. Absent where the data
  /// names none.
  public var domains: [DomainReport]?

  public static let currentSchemaVersion = 1

  public init(
    tool: ToolReport,
    gate: GateReport? = nil,
    evidence: EvidenceReport,
    entries: [EntryReport] = [],
    nodes: [NodeReport] = [],
    edges: [EdgeReport] = [],
    chains: [ChainReport] = [],
    cycles: [CycleReport] = [],
    findings: [Finding] = [],
    examples: [TraceExampleReport]? = nil,
    domains: [DomainReport]? = nil
  ) {
    self.schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.gate = gate
    self.evidence = evidence
    self.entries = entries
    self.nodes = nodes
    self.edges = edges
    self.chains = chains
    self.cycles = cycles
    self.findings = findings
    self.examples = examples
    self.domains = domains
  }
}

/// Which program made a report.
public struct ToolReport: Codable, Sendable, Equatable {
  public var name: String
  public var version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
