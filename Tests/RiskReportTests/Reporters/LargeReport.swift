import CallClassification
import FailureSpread

@testable import RiskReport

/// A report of a large system: services in layers, each calling some of the next layer, with stores and topics.
enum LargeReport {
  static func make(services: Int) -> Report {
    var report = Report(
      tool: ToolReport(name: "firebreak", version: "0.1.0"),
      evidence: EvidenceReport(traces: 100_000, spans: 2_000_000, services: services, calls: 900_000))
    var random = SplitMix(state: 42)
    let layers = 6
    let names = (0..<services).map { "\(words[$0 % words.count])-\(words[($0 / words.count + 3) % words.count])-\($0)" }
    func callees(_ place: Int) -> [Int] {
      let next = (place / (services / layers + 1) + 1) * (services / layers + 1)
      guard next < services else { return [] }
      return (0..<(1 + Int(random.next() % 2))).map { _ in next + Int(random.next() % UInt64(services - next)) }
    }
    for (place, name) in names.enumerated() {
      let layer = place / (services / layers + 1)
      if layer == 0 {
        report.entries.append(
          SampleReport.entry(name, "GET /\(name)", requests: 100 + place, errors: 0, p: [0.1, 0.2, 0.3], depth: layers))
      }
      let spread = layer == 0 ? 0.01 : Double(random.next() % 1_000) / 1_000 * (Double(layer) / Double(layers))
      let kind: NodeKind = place % 17 == 16 ? .external : layer == layers - 1 && place % 3 == 0 ? .database : .service
      report.nodes.append(
        SampleReport.node(
          name, kind, Int(random.next() % 100_000), 0, spread, expected: spread / 2, seen: place % 4,
          spread > 0 ? [(names[0], "GET /\(names[0])", spread)] : []))
      for callee in Set(callees(place)).sorted() {
        report.edges.append(
          SampleReport.edge(
            name, names[callee], .http, place % 13 == 0 ? .mixed : place % 7 == 0 ? .asynchronous : .synchronous,
            calls: 10 + Int(random.next() % 10_000), errors: place % 11))
      }
    }
    report.nodes.sort { ($1.blastRadius.structural, $0.name) < ($0.blastRadius.structural, $1.name) }
    report.edges.sort { ($0.caller, $0.callee) < ($1.caller, $1.callee) }
    return report
  }

  private static let words = [
    "cart", "price", "stock", "user", "search", "media", "order", "ship", "mail", "fraud", "bill", "geo", "rate", "ads",
  ]

  /// A generator with a fixed sequence.
  private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
