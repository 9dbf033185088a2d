import ArgumentParser
import FirebreakKit

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Write a report that was saved as JSON in any other format.")

  @Argument(help: "A report that was written with --format json or --output FILE.json.")
  var report: String

  @OptionGroup var output: OutputOptions

  func run() throws {
    try InputProtection.check(inputs: [report], outputs: output.output)
    let report = try InputLoading.documents { try ReportFile.read(self.report) }
    try Results.write { output.write(report, artifact: PolicyFile.usualName, to: &$0) }
  }
}
