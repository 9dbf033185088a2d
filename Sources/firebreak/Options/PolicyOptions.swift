import ArgumentParser
import FirebreakKit

/// Which policy applies.
struct PolicyOptions: ParsableArguments {
  /// Says that no file applies, not even the usual one.
  static let none = "none"

  @Option(
    name: .long,
    help:
      "The policy file, or none for the default limits. Default: firebreak.yml, if it exists, else the default limits.")
  var policy: String?

  /// The file that applies, if any.
  var file: String? {
    if policy == Self.none { return nil }
    return policy ?? (FilePresence.isThere(PolicyFile.usualName) ? PolicyFile.usualName : nil)
  }

  func read() throws -> Policy { try file.map(PolicyLoading.policy) ?? Policy() }
}
