import ArgumentParser
import CallClassification
import DeploymentGate
import FailureSpread
import Foundation
import FirebreakKit
import RiskReport
import TraceModel

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Let nodes fail or hang, and try a queue or a fallback: what that does to each entry.",
    discussion: """
      NODE is a node or a failure domain of the report (a broker, a database server, a host); where two nodes have one \
      name, it means both, and 'NAME (KIND)' one of them. An edge is written CALLER..CALLEE, with ' via TOPIC' where it has \
      one, or as its id. All options can be repeated and combined. Without --fail, the changes are judged by how many single failures an entry is exposed to.
      """
  )

  @OptionGroup var input: InputOptions

  @Option(name: .long, help: ArgumentHelp("This node fails.", valueName: "NODE"))
  var fail: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Each call of this node takes so long: 30s, 500ms, 2m.", valueName: "NODE=DURATION")
  )
  var slow: [String] = []

  @Option(name: .long, help: ArgumentHelp("This edge hands its work over.", valueName: "CALLER..CALLEE"))
  var queue: [String] = []

  @Option(name: .long, help: ArgumentHelp("The caller answers without the callee.", valueName: "CALLER..CALLEE"))
  var fallback: [String] = []

  @Option(name: .long, help: "A policy file: its pools are held against slow nodes, its declared verdicts apply.")
  var policy: String?

  @Option(name: .shortAndLong, help: "text or json.")
  var format: SimulationFormat = .text

  @Option(
    name: .long, parsing: .unconditional, help: "Columns of the text. Default: the terminal's, else 80.",
    transform: NumericOptions.width)
  var width: Int?

  @Flag(name: .long, help: "Draw with ASCII characters only.")
  var ascii = false

  mutating func validate() throws {
    if fail.isEmpty && slow.isEmpty && queue.isEmpty && fallback.isEmpty {
      throw ValidationError("Say what to simulate: --fail, --slow, --queue or --fallback.")
    }
  }

  func run() throws {
    try InputProtection.check(inputs: input.paths + [policy].compactMap { $0 }, outputs: [])
    let slowNodes = try slow.map(SlowOption.init)
    let rules = try policy.map(PolicyLoading.policy) ?? Policy()
    let analyzer = Analyzer(policy: rules)
    let graph = analyzer.spread(analyzer.summarize(try input.read(rules)))
    try input.check(graph.summary)
    if graph.summary.quality.spans == 0 { throw CommandFailure(.notEnoughEvidence, "no usable span in the input") }
    let names = SystemNames(graph)
    let changes =
      try queue.map { WhatIfChange(.queue, edges: try edges($0, "--queue", names)) }
      + fallback.map { WhatIfChange(.fallback, edges: try edges($0, "--fallback", names)) }
    let failing = Set(try fail.flatMap { try nodes($0, "--fail", names) })
    let slowed = try slowNodes.map { option in
      (nodes: Set(try nodes(option.node, "--slow", names)), seconds: option.seconds)
    }
    let pools = rules.pools.flatMap { pool in
      Set(graph.nodeEdges.map { graph.name($0.caller) }).sorted().filter { pool.service.matches($0) }
        .map { PoolSize(service: $0, size: pool.size) }
    }
    try write(Simulator(graph, changes: changes).run(failing: failing, slow: slowed, pools: pools))
  }

  private func write(_ report: SimulationReport) throws {
    switch format {
    case .json:
      let json = try InputLoading.documents { try SimulationFile.text(of: report) }
      try Results.write { $0.put(json: json) }
    case .text:
      var looks = RenderingOptions(width: width ?? TerminalLooks.width, colour: TerminalLooks.colour)
      looks.characters = ascii ? .ascii : TerminalLooks.characters
      try Results.write { $0.put(text: SimulationText(options: looks).render(report)) }
    }
  }

  private func edges(_ text: String, _ option: String, _ names: SystemNames) throws -> [Int] {
    do { return try names.edges(named: text) } catch { throw CommandFailure(.usage, "\(option): \(error)") }
  }

  private func nodes(_ text: String, _ option: String, _ names: SystemNames) throws -> [NodeID] {
    do {
      return try names.nodes(named: text).map { NodeID(index: UInt32($0)) }
    } catch {
      throw CommandFailure(.usage, "\(option): \(error)")
    }
  }
}

enum SimulationFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// `NODE=DURATION`.
struct SlowOption {
  var node: String
  var seconds: Double

  init(_ text: String) throws {
    guard let equals = text.lastIndex(of: "="), let seconds = Self.seconds(String(text[text.index(after: equals)...]))
    else {
      throw CommandFailure(.usage, "'\(text)' is no slow node; write NODE=DURATION, such as payment=30s")
    }
    node = String(text[..<equals])
    self.seconds = seconds
  }

  private static func seconds(_ text: String) -> Double? {
    for (unit, factor) in [("ms", 0.001), ("s", 1.0), ("m", 60.0)] where text.hasSuffix(unit) {
      guard let value = Double(text.dropLast(unit.count)), value > 0, value.isFinite else { return nil }
      return value * factor
    }
    return nil
  }
}
