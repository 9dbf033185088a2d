import DeploymentGate
import Foundation

/// Writes to standard output: the report and nothing else.
enum StandardOutput {
  /// Writes all of a text. Ends the process quietly when nobody reads any more.
  static func write(_ text: String) {
    if !writeAll(text, to: STDOUT_FILENO) { exit(CommandExit.passed.rawValue) }
  }

  /// The same of a text in pieces.
  static func write(_ pieces: [[UInt8]]) {
    for piece in pieces {
      let isWritten = piece.withUnsafeBytes { writeAll($0, to: STDOUT_FILENO) }
      if !isWritten { exit(CommandExit.passed.rawValue) }
    }
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}

/// Writes to standard error: progress and diagnostics.
enum StandardError {
  static func write(_ text: String) {
    _ = writeAll(text, to: STDERR_FILENO)
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

private func writeAll(_ text: String, to descriptor: Int32) -> Bool {
  var text = text
  return text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
}

private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var rest = bytes
  while !rest.isEmpty {
    let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
    if written < 0 {
      if errno == EINTR { continue }
      return false
    }
    rest = UnsafeRawBufferPointer(rebasing: rest[written...])
  }
  return true
}
