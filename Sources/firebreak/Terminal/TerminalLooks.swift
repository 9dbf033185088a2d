import Foundation
import RiskReport

/// What the terminal can show, from its own word and from the environment.
enum TerminalLooks {
  /// Colour only on a terminal, never against `NO_COLOR` (no-color.org) or on a dumb one.
  static var colour: Bool {
    guard StandardOutput.isTerminal else { return false }
    let environment = ProcessInfo.processInfo.environment
    if let set = environment["NO_COLOR"], !set.isEmpty { return false }
    return environment["TERM"] != "dumb"
  }

  /// The width of the terminal, 80 columns where there is none.
  static var width: Int {
    var size = winsize()
    if StandardOutput.isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return 80
  }

  /// Unicode where the locale says UTF-8 or nothing at all.
  static var characters: DrawingCharacters {
    guard StandardOutput.isTerminal else { return .unicode }
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    guard let locale else { return .unicode }
    let upper = locale.uppercased()
    return upper.contains("UTF-8") || upper.contains("UTF8") ? .unicode : .ascii
  }
}
