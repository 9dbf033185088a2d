// How often a gate fails though nothing changed, and how often it finds a change that was planted.
//
// A set of real traces is cut into random halves; one becomes the baseline, the other is judged against it. The system is
// the same on both sides, so every failure is a false alarm. Then a change is planted into the second half, and then a loss
// of trace context, on which no gate may pass, with or without the baseline.
import FirebreakKit
import Foundation

var runs = 100
var seed: UInt64 = 1
var paths: [String] = []
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--runs": runs = arguments.popFirst().flatMap(Int.init) ?? runs
  case "--seed": seed = arguments.popFirst().flatMap(UInt64.init) ?? seed
  default: paths.append(argument)
  }
}
guard !paths.isEmpty, let today = CalendarDate("2026-01-01") else {
  print("usage: false-alarms [--runs 100] [--seed 1] PATH…")
  exit(ExitCode.usage.rawValue)
}

/// The gate's answers to one question over many halves.
struct Tally {
  var failed = 0
  var closed = 0
  /// What was found first, for a look at false alarms.
  var reasons: [String: Int] = [:]

  mutating func add(_ result: GateResult) {
    if result.exitCode == .gateFailed { failed += 1 }
    if result.exitCode == .notEnoughEvidence { closed += 1 }
    if result.exitCode != .passed, let reason = result.gate.reasons.first {
      reasons[String(reason.message.prefix(110)), default: 0] += 1
    }
  }
}

/// Judges a half against the state of the other.
func judge(_ batch: SpanBatch, against baseline: Baseline, _ policy: Policy) -> GateResult {
  Gate.evaluate(
    report: Analyzer(policy: policy).analyze(AnalysisInput(batch: batch)).report, policy: policy, baseline: baseline,
    today: today)
}

do {
  let head = [
    "traces", "runs", "failed", "failed, fail-on: warning", "closed", "planted: found / made",
    "losses: not passed / made, then without the baseline", "path",
  ]
  FileHandle.standardOutput.write(Data((head.joined(separator: "\t") + "\n").utf8))
  for path in paths {
    let halves = TraceHalves(try AnalysisInput.read(paths: [path]).store.batch)
    var random = Generator(state: seed)
    var policy = Policy()
    // The floors are not what is measured here: small sets are cut in half too.
    policy.rules.quality.minimumTraces = 1
    var strict = policy
    strict.failOn = .warning
    var (usual, warnings) = (Tally(), Tally())
    var planted: [PlantedChange: (made: Int, found: Int)] = [:]
    var losses: [PlantedLoss: (made: Int, found: Int, foundAlone: Int)] = [:]
    for _ in 0..<runs {
      let (before, after) = halves.cut(&random)
      let baseline = Analyzer(policy: policy).state(of: AnalysisInput(batch: before))
      let report = Analyzer(policy: policy).analyze(AnalysisInput(batch: after)).report
      usual.add(Gate.evaluate(report: report, policy: policy, baseline: baseline, today: today))
      warnings.add(Gate.evaluate(report: report, policy: strict, baseline: baseline, today: today))
      for change in PlantedChange.allCases {
        guard let changed = change.planted(in: after, beside: baseline, &random) else { continue }
        let result = judge(changed.batch, against: baseline, policy)
        let findings = Set(result.report.findings.filter { $0.nodes.contains(changed.callee) }.map(\.id))
        let isFound =
          result.exitCode == .gateFailed
          && result.gate.reasons.contains { $0.severity == .error && findings.contains($0.finding ?? "") }
        planted[change, default: (0, 0)].made += 1
        if isFound { planted[change, default: (0, 0)].found += 1 }
      }
      for loss in PlantedLoss.allCases {
        guard let batch = loss.planted(in: after, &random) else { continue }
        let report = Analyzer(policy: policy).analyze(AnalysisInput(batch: batch)).report
        let result = Gate.evaluate(report: report, policy: policy, baseline: baseline, today: today)
        let alone = Gate.evaluate(report: report, policy: policy, today: today)
        losses[loss, default: (0, 0, 0)].made += 1
        if result.exitCode != .passed { losses[loss, default: (0, 0, 0)].found += 1 }
        if alone.exitCode != .passed { losses[loss, default: (0, 0, 0)].foundAlone += 1 }
      }
    }
    let found = PlantedChange.allCases.compactMap { change in
      planted[change].map { "\(change.rawValue) \($0.found)/\($0.made)" }
    }
    let closed = PlantedLoss.allCases.compactMap { loss in
      losses[loss].map { "\(loss.rawValue) \($0.found)/\($0.made), \($0.foundAlone)" }
    }
    let row = [
      "\(halves.traces)", "\(runs)", "\(usual.failed)", "\(warnings.failed)", "\(usual.closed)",
      found.joined(separator: ", "), closed.joined(separator: "; "), path,
    ]
    FileHandle.standardOutput.write(Data((row.joined(separator: "\t") + "\n").utf8))
    for (reason, times) in warnings.reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(4) {
      FileHandle.standardError.write(Data("  \(times) times: \(reason)\n".utf8))
    }
  }
} catch {
  print(error)
  exit(ExitCode.usage.rawValue)
}
