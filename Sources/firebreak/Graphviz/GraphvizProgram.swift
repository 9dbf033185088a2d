import ArgumentParser
import Foundation
import RiskReport

/// Who places the boxes and lines of the picture in HTML.
enum PictureLayout: String, ExpressibleByArgument, CaseIterable {
  /// This program: the page depends on its input alone.
  case own
  /// Graphviz, where it is installed.
  case dot
}

/// Runs Graphviz's `dot`.
enum GraphvizProgram {
  private static let seconds = 20.0

  /// The layout of a report's picture; nothing when there is none to be had, which is said on standard error.
  static func layout(of report: Report) -> GraphLayout? {
    guard let question = GraphvizLayout.question(report) else { return nil }
    guard let program else { return missing("Graphviz's program dot is not on the PATH") }
    switch ChildProcess.run(program, ["-Tplain"], input: Array(question.utf8), seconds: seconds) {
    case .answered(let bytes):
      return GraphvizLayout.layout(String(decoding: bytes, as: UTF8.self), of: report)
        ?? missing("Graphviz's answer is not a layout of this picture")
    case .tookTooLong: return missing("Graphviz took longer than \(Int(seconds)) s")
    case .failed: return missing("Graphviz failed")
    case .notStarted(let reason): return missing("\(program) cannot be started: \(reason)")
    }
  }

  private static func missing(_ reason: String) -> GraphLayout? {
    StandardError.write("firebreak: warning: \(reason); the picture has Firebreak's own layout")
    return nil
  }

  private static var program: String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/dot" }.first { file in
      var status = stat()
      return stat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(file, X_OK) == 0
    }
  }
}
