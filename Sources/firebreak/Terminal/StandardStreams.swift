import Foundation
import RiskReport
import TraceIngestion

/// Standard output, as far as it is looked at. `Results` writes to it: the report and nothing else.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}

/// Writes to standard error: diagnostics, and progress on a terminal. That it cannot be written is no error.
enum StandardError {
  /// Writes one line. Whatever stands in the text, it is one line, and nothing in it steers what shows it.
  static func write(_ line: String) {
    // Callers need not know who ends the line.
    let text = line.hasSuffix("\n") ? String(line.dropLast()) : line
    raw(Wording.line(SystemPath.shown(text)) + "\n")
  }

  /// Writes text of several lines, each made inert.
  static func write(lines: [String]) {
    for line in lines { write(line) }
  }

  /// Writes the line that shows progress, which holds no name out of data and is written over again and again.
  static func progress(_ text: String) { raw(text) }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func raw(_ text: String) {
    try? DescriptorWriting.write([Array(text.utf8)], to: STDERR_FILENO)
  }
}

/// The three files that every process begins with.
enum StandardDescriptors {
  /// Takes the places of those that are closed, so that no file that is opened later gets one of them by accident. Reading
  /// and writing there fails as before.
  static func fill() {
    // Opened the wrong way round: what is written to standard output must not vanish silently.
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDWR)] {
      guard fcntl(descriptor, F_GETFD) < 0, errno == EBADF else { continue }
      if open("/dev/null", mode) < 0 { _ = open("/", O_RDONLY) }
    }
  }
}
