// The gate of the command in a dozen lines of a program's own:
//
//     swift run gate-example traces.jsonl firebreak.yml firebreak-baseline.json 2026-02-01
import FirebreakKit
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 4, let today = CalendarDate(arguments[3]) else {
  print("usage: gate-example TRACES POLICY BASELINE YYYY-MM-DD")
  exit(ExitCode.usage.rawValue)
}
do {
  let policy = try PolicyFile.read(arguments[1])
  let baseline = try BaselineFile.read(arguments[2])
  let traces = try AnalysisInput.read(paths: [arguments[0]])

  let result = Analyzer(policy: policy).gate(
    traces, policy: policy, baseline: baseline, today: today, remedy: BaselineRemedy(paths: [arguments[0]]))

  print(render(result.report, as: .markdown), terminator: "")
  exit(result.exitCode.rawValue)
} catch {
  print(error)
  exit(ExitCode.usage.rawValue)
}
