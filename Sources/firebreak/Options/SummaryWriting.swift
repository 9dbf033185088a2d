import DeploymentGate
import FailureSpread
import FirebreakKit

/// Writes summaries to files or standard output.
enum SummaryWriting {
  static func write(
    _ summary: Summary, to output: String, ending code: CommandExit = .passed, _ message: String = ""
  ) throws {
    let text = try InputLoading.documents { try SummaryFile.text(of: summary) }
    try Results.write(ending: code, message) { $0.put([Array(text.utf8)], to: output) }
  }
}
