import ArgumentParser
import DeploymentGate
import RiskReport

/// Answers a command that does not exist with the one that was meant.
enum SubcommandNames {
  static func check(_ arguments: [String]) throws {
    try check(arguments[...], of: FirebreakCommand.self, path: "firebreak")
  }

  private static func check(_ arguments: ArraySlice<String>, of command: any ParsableCommand.Type, path: String) throws {
    let subcommands = command.configuration.subcommands
    guard let word = arguments.first, !word.hasPrefix("-"), !subcommands.isEmpty, word != "help" else { return }
    let names = subcommands.map { $0.configuration.commandName ?? $0._commandName }
    if let place = names.firstIndex(of: word) {
      return try check(arguments.dropFirst(), of: subcommands[place], path: "\(path) \(word)")
    }
    let nearest = NearestName.of(word, among: names).map { "did you mean '\($0)'? " } ?? ""
    throw CommandFailure(.usage, "'\(path)' has no command '\(word)'; \(nearest)It has: \(names.joined(separator: ", "))")
  }
}
