import FirebreakKit
import Foundation
import RiskReport

/// Holds predictions from healthy traces against what clients saw in real outages, and prints both.
///
///     outages HEALTHY-TRACES OBSERVED.json
///
/// Exits 1 when a goal is missed: the mean absolute error of the pairs that healthy traffic can tell, a structural share
/// below what was observed by more than chance, or an entry that went down with a node that does not list it.
@main
struct Outages {
  static let errorGoal = 0.035
  /// Standard deviations beyond which a difference is no chance: with two hundred pairs, three are to be expected.
  static let chance = 3.5

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let traces = arguments.first, let observed = arguments.last else {
      FileHandle.standardError.write(Data("usage: outages HEALTHY-TRACES OBSERVED.json\n".utf8))
      exit(2)
    }
    let report = Analyzer().report(try AnalysisInput.read(paths: [traces]))
    let recording = try JSONDecoder().decode(Recording.self, from: Data(contentsOf: URL(filePath: observed)))
    let pairs = Pairing(report: report, recording: recording).pairs()
    print(Table(pairs: pairs).text)
    exit(Table(pairs: pairs).missedGoals.isEmpty ? 0 : 1)
  }
}

/// What the clients saw, as `fixtures/system/outages` wrote it.
struct Recording: Decodable {
  struct Outage: Decodable {
    var node: String
    var mode: String
    var entries: [Entry]
  }
  struct Entry: Decodable {
    var service: String
    var operation: String
    var requests: Int
    var failed: Int
  }

  /// Failures in health and under the load of the outages, by circumstance.
  var baseline: [String: [Entry]]
  var outages: [Outage]
}

/// One node and one entry: predicted and observed.
struct Pair {
  var node: String
  var mode: String
  var entry: String
  var requests: Int
  /// Shares of failed requests, natural failures included.
  var observed: Double
  var expected: Double
  var structural: Double
  /// Without natural failures.
  var base: Double
  /// Edges that healthy traffic never showed failing: what happens there, it cannot tell.
  var unproven: [String]
  var isListed: Bool
}

/// Puts the nodes and entries of a report beside those of a recording.
struct Pairing {
  let report: Report
  let recording: Recording

  func pairs() -> [Pair] {
    var bases: [String: (failed: Int, requests: Int)] = [:]
    for entry in recording.baseline.values.joined() {
      bases[name(entry), default: (0, 0)].failed += entry.failed
      bases[name(entry), default: (0, 0)].requests += entry.requests
    }
    return recording.outages.flatMap { outage in
      let entries = radius(of: outage.node)?.entries ?? []
      return outage.entries.map { entry in
        let felt = entries.first { $0.service == entry.service && $0.operation == entry.operation }
        let counts = bases[name(entry)] ?? (0, 1)
        let base = Double(counts.failed) / Double(max(1, counts.requests))
        func total(_ share: Double) -> Double { 1 - (1 - share) * (1 - base) }
        return Pair(
          node: outage.node, mode: outage.mode, entry: name(entry), requests: entry.requests,
          observed: Double(entry.failed) / Double(max(1, entry.requests)), expected: total(felt?.expected ?? 0),
          structural: total(felt?.structural ?? 0), base: base, unproven: felt?.unproven ?? [], isListed: felt != nil)
      }
    }
  }

  private func name(_ entry: Recording.Entry) -> String { "\(entry.service) \(entry.operation)" }

  /// A node by its name; a store or broker by its system.
  private func radius(of node: String) -> BlastRadiusReport? {
    if let domain = report.domains?.first(where: { $0.name.hasPrefix(node + "@") || $0.name == node }) {
      return domain.blastRadius
    }
    return report.nodes.first { $0.name == node }?.blastRadius
  }
}

/// The comparison as text, and the goals that it misses.
struct Table {
  let pairs: [Pair]

  var text: String {
    var lines = ["node (mode) / entry                                   observed  expected  structural"]
    let known = pairs.filter(\.unproven.isEmpty)
    for pair in known.sorted(by: Self.byError) where Self.error(pair) > 0.03 || pair.observed - pair.base > 0.1 {
      lines.append(row(pair))
    }
    lines.append("\(known.count) pairs that healthy traffic can tell: mean absolute error \(percent(meanError(known)))")
    let unknown = pairs.filter { !$0.unproven.isEmpty }
    lines.append("")
    lines.append(
      "Pairs that it cannot tell, for an edge on the way was never seen failing (a test that makes it fail would):")
    for pair in unknown.sorted(by: Self.byError) {
      lines.append(row(pair))
      lines.append("    never failed: \(pair.unproven.joined(separator: ", "))")
    }
    lines.append("\(pairs.count) pairs in all: mean absolute error \(percent(meanError(pairs)))")
    lines += missedGoals.map { "MISSED: \($0)" }
    return lines.joined(separator: "\n")
  }

  var missedGoals: [String] {
    var missed: [String] = []
    let error = meanError(pairs.filter(\.unproven.isEmpty))
    if error > Outages.errorGoal { missed.append("mean absolute error \(percent(error))") }
    for pair in pairs {
      let spread = (max(pair.structural * (1 - pair.structural), 0.02) / Double(max(1, pair.requests))).squareRoot()
      // Natural failures rise a little under an outage's load.
      if pair.observed > pair.structural + Outages.chance * spread + 0.03 {
        missed.append(
          "\(pair.node) / \(pair.entry): observed \(percent(pair.observed)), structural \(percent(pair.structural))")
      }
      if pair.observed - pair.base > 0.3, !pair.isListed {
        missed.append("\(pair.node) took \(pair.entry) down and does not list it")
      }
    }
    return missed
  }

  private func meanError(_ pairs: [Pair]) -> Double {
    pairs.isEmpty ? 0 : pairs.map(Self.error).reduce(0, +) / Double(pairs.count)
  }

  private static func error(_ pair: Pair) -> Double { abs(pair.expected - pair.observed) }

  private static func byError(_ left: Pair, _ right: Pair) -> Bool {
    error(left) != error(right) ? error(left) > error(right) : (left.node, left.entry) < (right.node, right.entry)
  }

  private func row(_ pair: Pair) -> String {
    let label = "\(pair.node) (\(pair.mode)) / \(pair.entry)"
    return label.padding(toLength: 54, withPad: " ", startingAt: 0)
      + [pair.observed, pair.expected, pair.structural].map { percent($0).leftPadded(8) }.joined(separator: "  ")
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}

extension String {
  fileprivate func leftPadded(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
