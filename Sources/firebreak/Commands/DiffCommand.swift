public import ArgumentParser
public import DeploymentGate
import FirebreakKit

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two runs: what became synchronous, what reaches further, what is new, gone, or not exercised.",
    discussion: """
      OLD and NEW are each a baseline, a report saved as JSON, a summary, or traces (a file or a directory). Shares are \
      compared by intervals: what chance explains is listed apart, at the end. Exits 0 whether or not anything differs: \
      to stop a deployment, use 'firebreak gate'.
      """
  )

  @Argument(help: "The state before.") var old: String
  @Argument(help: "The state after.") var new: String

  @OptionGroup var rules: PolicyOptions

  @Option(name: .shortAndLong, help: "What goes to standard output.")
  var format: DifferenceFormat = .text

  @Option(name: .shortAndLong, help: "Also write a file; its ending names the form (.txt .json .md). Repeatable.")
  var output: [String] = []

  @OptionGroup var reading: ReadingChoices

  mutating func validate() throws {
    for file in output where DifferenceFormat(fileName: file) == nil {
      throw ValidationError("The ending of '\(file)' names no form of a difference; use .txt, .json or .md.")
    }
  }

  func run() throws {
    try InputProtection.check(inputs: [old, new] + [rules.file].compactMap { $0 }, outputs: output)
    let policy = try rules.read()
    let analyzer = Analyzer(policy: policy)
    let difference = Difference(
      from: try state(old, analyzer), to: try state(new, analyzer), drift: policy.drift)
    try Results.write { results in
      for file in output {
        guard let format = DifferenceFormat(fileName: file) else { continue }
        put(difference, format, file, in: &results)
      }
      put(difference, format, nil, in: &results)
    }
  }

  private func put(_ difference: Difference, _ format: DifferenceFormat, _ file: String?, in results: inout Results) {
    switch format {
    case .json: results.put(json: difference.rendered(as: format), to: file)
    case .text, .markdown: results.put(text: difference.rendered(as: format), to: file)
    }
  }

  private func state(_ path: String, _ analyzer: Analyzer) throws -> Baseline {
    let read = try InputLoading.read(paths: [path], options: reading.options, takesSaved: true)
    if let saved = read.saved.first {
      let state = analyzer.state(of: saved)
      if !state.isComparable {
        StandardError.write(
          "\(path): warning: [other-rules] it was written under other rules for names, verdicts and counts; what only these "
            + "changed looks like a difference")
      }
      return state
    }
    let state = analyzer.state(of: read)
    if state.evidence.spans == 0 {
      throw CommandFailure(.notEnoughEvidence, "no usable span in \(path); nothing was compared")
    }
    return state
  }
}

extension DifferenceFormat: ExpressibleByArgument {}
