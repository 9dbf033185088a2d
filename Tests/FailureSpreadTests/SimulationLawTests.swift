import CallClassification
import FailureSpread
import FirebreakKit
import Foundation
import RiskReport
import Testing

/// A simulation lets fail what a report says could fail: for every node the two give the same numbers.
@Suite("Simulations agree with the report")
struct SimulationLawTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let fixtures =
    files(under: root.appending(path: "fixtures/formats"), largest: .max)
    + files(under: root.appending(path: "fixtures/system/recordings"), largest: 4 << 20)

  /// The real traces beside the repository, or in `FIREBREAK_TRACES`; larger files only when `FIREBREAK_ALL_TRACES` is set.
  private static let shared: [String] = {
    let folder =
      ProcessInfo.processInfo.environment["FIREBREAK_TRACES"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared/traces")
    let isThorough = ProcessInfo.processInfo.environment["FIREBREAK_ALL_TRACES"] != nil
    return files(under: folder, largest: isThorough ? .max : 1 << 20)
  }()

  private static func files(under folder: URL, largest: Int) -> [String] {
    guard let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey]) else {
      return []
    }
    return all.compactMap { $0 as? URL }.filter { file in
      guard file.lastPathComponent.contains("json") || file.pathExtension == "pb",
        !file.lastPathComponent.contains("truth")
      else { return false }
      let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize
      return size.map { $0 <= largest } ?? false
    }.map(\.path).sorted()
  }

  @Test("for every node of every fixture", arguments: fixtures)
  func fixture(path: String) throws { try check(path) }

  @Test(
    "for every node of every shared trace", .enabled(if: !shared.isEmpty, "no shared traces beside the repository"),
    arguments: shared)
  func sharedTrace(path: String) throws { try check(path) }

  private func check(_ path: String) throws {
    let analyzer = Analyzer()
    let analysis = analyzer.analyze(try AnalysisInput.read(paths: [path]))
    let names = SystemNames(analysis.graph)
    let count = Dictionary(analysis.report.nodes.map { ($0.name, 1) }, uniquingKeysWith: +)
    for node in analysis.report.nodes {
      let name = count[node.name] == 1 ? node.name : "\(node.name) (\(node.kind.rawValue))"
      let failing = Set(try names.nodes(named: name).map { NodeID(index: UInt32($0)) })
      let simulation = Simulator(analysis.graph).run(failing: failing, slow: [(failing, 30)])
      check(simulation, node, path)
    }
  }

  private func check(_ simulation: SimulationReport, _ node: NodeReport, _ path: String) {
    let radius = node.blastRadius
    let all = simulation.all?.before
    #expect(all?.structural == radius.structural, "\(node.name) in \(path)")
    #expect(all?.expected == radius.expected, "\(node.name) in \(path)")
    #expect(all?.low == radius.low && all?.high == radius.high, "\(node.name) in \(path)")
    func row(_ service: String, _ operation: String, _ numbers: [Double]) -> String {
      "\(service) \(operation) \(numbers)"
    }
    let reported = radius.entries.filter { $0.structural > 0 }
      .map { row($0.service, $0.operation, [$0.structural, $0.expected, $0.low, $0.high]) }.sorted()
    let simulated = simulation.entries.filter { $0.before.structural > 0 }
      .map {
        row($0.service, $0.operation, [$0.before.structural, $0.before.expected, $0.before.low, $0.before.high])
      }.sorted()
    #expect(simulated == reported, "\(node.name) in \(path)")
    #expect(simulation.slow[0].waitingPerSecond == node.waitingPerSecond ?? 0, "\(node.name) in \(path)")
    #expect(simulation.slow[0].entries.map(\.requests).sorted() == radius.entries.map(\.requests).filter { $0 > 0 }.sorted())
  }
}
