import DeploymentGate
import FailureSpread
import FirebreakKit
import JSONBridge
import RiskReport
import TraceIngestion
import TraceModel

// Bytes to report, in every form: nothing may trap, and neither engine nor threads may change a byte. Built and run by
// scripts/fuzz only; FIREBREAK_FUZZ names it to the manifest.

/// libFuzzer's own loop, from its library.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
enum FuzzPipeline {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { start, count in
      let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
      traces(bytes)
      documents(bytes)
      return 0
    }
  }
}

/// The input as spans: both engines, one thread and two.
private func traces(_ bytes: [UInt8]) {
  let expected = outcome(bytes, .cursor, threads: 1)
  for engine in JSONEngine.allCases {
    for threads in 1...2 where engine != .cursor || threads != 1 {
      let other = outcome(bytes, engine, threads: threads)
      let known = Dictionary(expected.map { ($0.name, $0.text) }) { _, last in last }
      for another in other {
        precondition(known[another.name] == another.text, "\(engine) with \(threads) threads: \(another.name) differs")
      }
    }
  }
}

private func outcome(_ bytes: [UInt8], _ engine: JSONEngine, threads: Int) -> [(name: String, text: [UInt8])] {
  var reader = TraceReader(options: ReadingOptions(engine: engine, threads: threads))
  var input = AnalysisInput()
  input.threads = threads
  input.store = reader.readStore(bytes: bytes, name: "f")
  input.counts = reader.counts
  let analyzer = Analyzer()
  // All forms are made of one report: where its JSON is the same, so are they.
  let isFirst = engine == .cursor && threads == 1
  var texts = forms(analyzer.report(input), isFirst ? ReportFormat.allCases : [.json], threads: threads)
  let summary = analyzer.summarize(input, isPartial: true)
  texts.append(("summary", Array(((try? SummaryFile.text(of: summary)) ?? "no summary").utf8)))
  let state = analyzer.state(of: input)
  texts.append(("baseline", Array(((try? state.fileText()) ?? "no baseline").utf8)))
  guard let today = CalendarDate("2026-01-31") else { fatalError("a day that every calendar has") }
  let gate = analyzer.gate(input, policy: Policy(), baseline: state, today: today)
  texts.append(("gate", Array("\(gate.exitCode)".utf8)))
  return texts + forms(gate.report, isFirst ? [.markdown, .annotations, .json] : [.json], of: "gate ", threads: threads)
}

private func forms(_ report: Report, _ formats: [ReportFormat], of name: String = "", threads: Int) -> [(name: String, text: [UInt8])] {
  formats.map { form in
    var options = RenderingOptions(artifact: "f", threads: threads)
    options.listLimit = nil
    return (name + form.rawValue, renderPieces(report, as: form, options: options).flatMap { $0 })
  }
}

/// The input as a file that Firebreak wrote earlier, and as a policy.
private func documents(_ bytes: [UInt8]) {
  if let document = try? JSONCoding.decode(SummaryDocument.self, from: bytes), let summary = try? Summary(document) {
    var input = AnalysisInput(summaries: [summary, summary])
    input.threads = 1
    _ = forms(Analyzer().report(input), ReportFormat.allCases, threads: 1)
  }
  if let baseline = try? Baseline(file: bytes, named: "f") { _ = try? baseline.fileText() }
  if let report = try? ReportFile.read(bytes, named: "f") { _ = forms(report, ReportFormat.allCases, threads: 1) }
  if let policy = try? Policy(yaml: String(decoding: bytes.prefix(512), as: UTF8.self)) { _ = policy.rules }
}
