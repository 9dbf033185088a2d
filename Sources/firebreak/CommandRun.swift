import ArgumentParser
import DeploymentGate
import Foundation

/// Runs the command that the arguments name and ends the process with the exit code of the contract.
enum CommandRun {
  static func run() -> Never {
    // A reader that closes the pipe early (`| head`) is no error.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try FirebreakCommand.parseAsRoot()
      try command.run()
      exit(0)
    } catch let failure as CommandFailure {
      StandardError.write(failure.message.isEmpty ? "" : "firebreak: error: \(failure.message)\n")
      exit(failure.code.rawValue)
    } catch {
      let code = FirebreakCommand.exitCode(for: error)
      let message = FirebreakCommand.fullMessage(for: error)
      if code == .success {
        StandardOutput.write(message + "\n")
        exit(0)
      }
      StandardError.write(message.isEmpty ? "" : message + "\n")
      exit(CommandExit.usage.rawValue)
    }
  }

  /// Ends the process when all is well. What is kept is not taken apart before: the system takes its memory back at once.
  static func end(keeping value: some Any) -> Never {
    withExtendedLifetime(value) { exit(CommandExit.passed.rawValue) }
  }
}

/// The exit codes of the contract; ArgumentParser has a type of the same name.
typealias CommandExit = DeploymentGate.ExitCode

/// A run that ends early, with what to say about it.
struct CommandFailure: Error {
  var code: CommandExit
  var message: String

  init(_ code: CommandExit, _ message: String = "") {
    self.code = code
    self.message = message
  }
}
