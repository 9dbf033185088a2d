public import Foundation
internal import CallClassification

/// The truth files of the recordings, and the label files of others.
public struct TruthFile: Decodable {
  struct Edge: Decodable {
    var caller: String
    var callee: String
    var via: String?
    var verdict: String?
    var label: String?
    var acceptable: [String]?
    var pattern: String?
  }

  var edges: [Edge]

  /// The edges of a truth file. Edges with an unknown label are left out.
  ///
  /// - Throws: when the file cannot be read, or is no truth file.
  public static func edges(of file: URL) throws -> [TruthEdge] {
    try JSONDecoder().decode(TruthFile.self, from: Data(contentsOf: file)).edges.compactMap { edge in
      let word = edge.verdict ?? (edge.label == "sync" ? "synchronous" : edge.label == "async" ? "asynchronous" : "")
      guard let verdict = Verdict(rawValue: word) else { return nil }
      return TruthEdge(
        caller: edge.caller, callee: edge.callee, via: edge.via, verdict: verdict,
        acceptable: Set((edge.acceptable ?? []).compactMap(Verdict.init(rawValue:))), pattern: edge.pattern ?? "")
    }
  }
}
