import Foundation

/// What the code of the recorded services makes true, as the truth files beside the recordings say it.
struct TruthFile: Decodable {
  struct Edge: Decodable, CustomStringConvertible {
    var caller: String
    var callee: String
    var via: String?
    var verdict: String
    var waiting: String?
    /// Verdicts that the spans can support where they cannot show the truth.
    var acceptable: [String]?

    var description: String { "\(caller)..\(callee)" + (via.map { " via \($0)" } ?? "") }
  }

  var edges: [Edge]

  init(_ name: String) throws {
    let data = try Data(contentsOf: URL(filePath: BuiltCommand.recording(name)))
    self = try JSONDecoder().decode(TruthFile.self, from: data)
  }
}

/// The parts of a JSON report that the tests read.
struct SeenReport: Decodable {
  struct Edge: Decodable {
    var caller: String
    var callee: String
    var via: String?
    var verdict: String
    var waiting: String
    var calls: Int
  }
  struct Radius: Decodable {
    var structural: Double
    var expected: Double
    var entries: [Entry]
  }
  struct Entry: Decodable {
    var service: String
    var operation: String
    var structural: Double
  }
  struct Node: Decodable {
    var name: String
    var kind: String
    var blastRadius: Radius
  }
  struct Evidence: Decodable {
    var traces: Int
    var spans: Int
    var services: Int
    var rejectedRecords: Int
  }

  var evidence: Evidence
  var nodes: [Node]
  var edges: [Edge]

  init(_ text: String) throws { self = try JSONDecoder().decode(SeenReport.self, from: Data(text.utf8)) }

  /// The edge of a truth file. There, peers go by what they are (`redis`, `orders`); here, by system and name.
  func edge(_ truth: TruthFile.Edge) -> [Edge] {
    func isSame(_ seen: String, _ told: String) -> Bool {
      seen == told || seen.hasPrefix(told + ":") || seen.hasSuffix(":" + told)
        || told == "(reply queue)" && seen.contains("reply-to")
    }
    return edges.filter { edge in
      guard isSame(edge.caller, truth.caller), isSame(edge.callee, truth.callee) else { return false }
      guard let via = truth.via else { return edge.via == nil }
      return edge.via.map { isSame($0, via) } ?? false
    }
  }
}
