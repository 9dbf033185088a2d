import ArgumentParser
import FirebreakKit

/// Which policy applies.
struct PolicyOptions: ParsableArguments {
  @Option(name: .long, help: "The policy file. Default: firebreak.yml, if it exists, else the default limits.")
  var policy: String?

  /// The file that applies, if any.
  var file: String? {
    policy ?? (FilePresence.isThere(PolicyFile.usualName) ? PolicyFile.usualName : nil)
  }

  func read() throws -> Policy { try file.map(PolicyLoading.policy) ?? Policy() }
}
