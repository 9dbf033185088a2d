import ArgumentParser
import FirebreakKit

/// The command: reads options, runs one analysis, writes reports, and ends with the exit code of the contract.
@main
struct FirebreakCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "firebreak",
    abstract: "Finds the call chains along which one failure could spread, from recorded traces.",
    discussion: """
      PATH is a file, a directory (searched recursively), - for standard input, or a summary. OTLP JSON, Jaeger JSON, \
      Zipkin v2 JSON and Tempo API JSON are recognised by their content, plain, gzip or zstd.

      Exit codes: 0 passed, 1 the gate failed, 2 wrong usage or configuration, 3 not enough evidence, 70 internal error.
      """,
    version: Firebreak.version,
    subcommands: [
      ReportCommand.self, GateCommand.self, BaselineCommand.self, DiffCommand.self, ExplainCommand.self,
      SimulateCommand.self, SummarizeCommand.self, MergeCommand.self, RenderCommand.self, InitCommand.self,
      PolicyCommand.self,
    ],
    defaultSubcommand: nil
  )

  static func main() {
    CommandRun.run()
  }
}
