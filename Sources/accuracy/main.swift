import Foundation
import TraceIngestion
import TraceModel
import VerdictAccuracy

/// Prints how often the verdicts are right: on the recorded system, on generated ones, and on the labelled traces at hand.
struct AccuracyCommand {
  let root: URL
  let traces: URL
  /// The seeds of the generated systems.
  let seeds: ClosedRange<UInt64>

  func run() throws {
    try measure("the recorded system", recordings())
    measure("\(seeds.count) generated systems", seeds.lazy.map(GeneratedSystems.system))
    let labelled = try labelledTraces()
    if labelled.isEmpty { print("no labelled traces in \(traces.path); FIREBREAK_TRACES names the folder\n") }
    for one in labelled { measure(one.name, [one]) }
  }

  /// A number of systems, or a range of seeds as `121-400`.
  static func seeds(_ text: String) -> ClosedRange<UInt64> {
    let ends = text.split(separator: "-").compactMap { UInt64($0) }
    guard let last = ends.last, last > 0 else { return 1...400 }
    let first = ends.count > 1 ? max(1, ends[0]) : 1
    return first <= last ? first...last : last...last
  }

  private func measure(_ title: String, _ systems: some Sequence<LabelledTraces>) {
    var run = AccuracyRun(title: title)
    for system in systems { run.add(system) }
    for table in [run.recorded, run.masked] {
      print(table)
      for miss in table.misses { print("  \(miss)") }
      if table.byPattern.count > 1 { print("by coupling:\n\(table.patterns)") }
      print("")
    }
    for table in run.peers { print("\(table)\n") }
  }

  private func recordings() throws -> [LabelledTraces] {
    let folder = root.appending(path: "fixtures/system/recordings")
    return try [
      ("healthy.otlp.jsonl", "truth.json"), ("payment-hangs.otlp.jsonl", "truth.json"),
      ("patterns.otlp.jsonl.gz", "patterns.truth.json"),
    ].map { file, truth in
      LabelledTraces(
        name: file, batch: try Self.read(folder.appending(path: file)),
        truth: .edges(try TruthFile.edges(of: folder.appending(path: truth))))
    }
  }

  private func labelledTraces() throws -> [LabelledTraces] {
    var found: [LabelledTraces] = []
    let bench = traces.appending(path: "deathstarbench")
    for file in (try? FileManager.default.contentsOfDirectory(atPath: bench.path))?.sorted() ?? []
    where file.hasSuffix(".jaeger.json") {
      found.append(
        LabelledTraces(name: file, batch: try Self.read(bench.appending(path: file)), truth: .allSynchronous))
    }
    let boutique = traces.appending(path: "online-boutique-train-ticket")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: boutique.path))?.sorted() ?? []
    if let truth = files.first(where: { $0.hasSuffix(".truth.json") }),
      let spans = files.first(where: { $0.hasSuffix(".gz") })
    {
      found.append(
        LabelledTraces(
          name: spans, batch: try Self.read(boutique.appending(path: spans)),
          truth: .edges(try TruthFile.edges(of: boutique.appending(path: truth)))))
    }
    return found
  }

  private static func read(_ file: URL) throws -> SpanBatch {
    var reader = TraceReader()
    return try reader.read(paths: [file.path])
  }
}

let arguments = CommandLine.arguments.dropFirst()
let root = URL(
  filePath: ProcessInfo.processInfo.environment["FIREBREAK_ROOT"] ?? FileManager.default.currentDirectoryPath)
let traces =
  ProcessInfo.processInfo.environment["FIREBREAK_TRACES"].map { URL(filePath: $0) }
  ?? root.deletingLastPathComponent().appending(path: "shared/traces")
do {
  try AccuracyCommand(root: root, traces: traces, seeds: AccuracyCommand.seeds(arguments.first ?? "400")).run()
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(2)
}
