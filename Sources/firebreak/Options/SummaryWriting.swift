import FailureSpread
import FirebreakKit

/// Writes summaries to files or standard output.
enum SummaryWriting {
  static func write(_ summary: Summary, to output: String) throws {
    let text = try InputLoading.documents { try SummaryFile.text(of: summary) }
    if output == "-" { StandardOutput.write(text) } else { try OutputOptions.write(text, to: output) }
  }
}
