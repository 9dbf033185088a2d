import Foundation

/// Writes to standard output: the report and nothing else.
enum StandardOutput {
  /// Writes all of a text. Ends the process quietly when nobody reads any more.
  static func write(_ text: String) {
    if !writeAll(text, to: STDOUT_FILENO) { exit(CommandExit.passed.rawValue) }
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
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
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
}
