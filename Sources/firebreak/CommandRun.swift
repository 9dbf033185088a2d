import ArgumentParser
import DeploymentGate
import Foundation
import RiskReport
import TraceIngestion

/// Runs the command that the arguments name and ends the process with the exit code of the contract.
enum CommandRun {
  static func run() -> Never {
    StandardDescriptors.fill()
    // A reader that closes the pipe early, and a file that may grow no further, are seen where they are written.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    Interruption.watch()
    do {
      let arguments = Self.arguments
      try SubcommandNames.check(arguments)
      var command = try FirebreakCommand.parseAsRoot(arguments)
      try command.run()
      exit(0)
    } catch let failure as CommandFailure {
      end(failure)
    } catch {
      let message = FirebreakCommand.fullMessage(for: error)
      guard FirebreakCommand.exitCode(for: error) == .success else {
        StandardError.write(lines: lines(of: message))
        exit(CommandExit.usage.rawValue)
      }
      do {
        // Help, the version, or a script that completes words for a shell: all of it this program's own.
        try Results.write { $0.put([Array((message + "\n").utf8)]) }
        exit(0)
      } catch {
        end(error as? CommandFailure ?? CommandFailure(.internalError, "\(error)"))
      }
    }
  }

  /// Ends the process when all is well. What is kept is not taken apart before: the system takes its memory back at once.
  static func end(keeping value: some Any) -> Never {
    withExtendedLifetime(value) { exit(CommandExit.passed.rawValue) }
  }

  private static func end(_ failure: CommandFailure) -> Never {
    if !failure.message.isEmpty { StandardError.write("firebreak: error: \(failure.message)") }
    exit(failure.code.rawValue)
  }

  /// The arguments, in which names of files that are no UTF-8 stay what they are.
  private static var arguments: [String] {
    (1..<max(Int(CommandLine.argc), 1)).compactMap { position in
      CommandLine.unsafeArgv[position].map { argument in
        SystemPath.name(of: UnsafeRawBufferPointer(start: argument, count: strlen(argument)).map { $0 })
      }
    }
  }

  /// The lines of a message of the parser, which repeats arguments as they are: those must not add lines.
  private static func lines(of message: String) -> [String] {
    var message = message
    for argument in arguments where argument.contains(where: \.isNewline) {
      message = message.replacing(argument, with: Wording.line(argument))
    }
    return message.isEmpty ? [] : message.split(separator: "\n").map(String.init)
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
