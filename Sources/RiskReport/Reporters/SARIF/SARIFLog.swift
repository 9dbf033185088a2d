/// The parts of a SARIF 2.1.0 log that are written. Names are the standard's.
struct SARIFLog: Encodable {
  var schema = "https://json.schemastore.org/sarif-2.1.0.json"
  var version = "2.1.0"
  var runs: [SARIFRun]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }
}

struct SARIFRun: Encodable {
  var tool: SARIFTool
  var automationDetails = SARIFAutomation()
  var columnKind = "utf16CodeUnits"
  var results: [SARIFResult]
}

struct SARIFAutomation: Encodable {
  /// The category under which code scanning keeps the results apart from those of other tools.
  var id = "firebreak/"
}

struct SARIFTool: Encodable {
  var driver: SARIFDriver
}

struct SARIFDriver: Encodable {
  var name: String
  var version: String
  var rules: [SARIFRule]
}

struct SARIFRule: Encodable {
  var id: String
  var name: String
  var shortDescription: SARIFMessage
  var fullDescription: SARIFMessage
  var help: SARIFMessage
  var defaultConfiguration: SARIFConfiguration
  var properties: SARIFRuleProperties
}

struct SARIFConfiguration: Encodable {
  var level: String
}

struct SARIFRuleProperties: Encodable {
  var tags = ["architecture", "reliability"]
  var precision = "high"
}

struct SARIFMessage: Encodable {
  var text: String
  var markdown: String?
}

struct SARIFResult: Encodable {
  var ruleId: String
  var ruleIndex: Int
  var level: String
  var message: SARIFMessage
  var locations: [SARIFLocation]
  var partialFingerprints: [String: String]
  var codeFlows: [SARIFCodeFlow]?
  var baselineState: String?
  var suppressions: [SARIFSuppression]?
  var properties: SARIFResultProperties
}

struct SARIFResultProperties: Encodable {
  var subject: String
  var advice: String
  var exemplars: [String]
}

struct SARIFLocation: Encodable {
  var id: Int?
  var physicalLocation: SARIFPhysicalLocation
  var logicalLocations: [SARIFLogicalLocation]
  var message: SARIFMessage?
}

struct SARIFPhysicalLocation: Encodable {
  var artifactLocation: SARIFArtifact
  var region: SARIFRegion
}

struct SARIFArtifact: Encodable {
  var uri: String
}

struct SARIFRegion: Encodable {
  var startLine: Int
}

struct SARIFLogicalLocation: Encodable {
  var name: String
  var fullyQualifiedName: String
  var kind: String
}

struct SARIFCodeFlow: Encodable {
  var message: SARIFMessage
  var threadFlows: [SARIFThreadFlow]
}

struct SARIFThreadFlow: Encodable {
  var locations: [SARIFThreadFlowLocation]
}

struct SARIFThreadFlowLocation: Encodable {
  var location: SARIFLocation
  var nestingLevel: Int
}

struct SARIFSuppression: Encodable {
  var kind = "external"
  var status = "accepted"
  var justification: String
}
