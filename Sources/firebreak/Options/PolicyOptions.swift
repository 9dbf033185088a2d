import ArgumentParser
import FirebreakKit
import Foundation

/// Which policy applies.
struct PolicyOptions: ParsableArguments {
  @Option(name: .long, help: "The policy file. Default: firebreak.yml, if it exists, else the default limits.")
  var policy: String?

  /// The file that applies, if any.
  var file: String? {
    policy ?? (FileManager.default.fileExists(atPath: PolicyFile.usualName) ? PolicyFile.usualName : nil)
  }

  func read() throws -> Policy { try file.map(PolicyLoading.policy) ?? Policy() }
}
