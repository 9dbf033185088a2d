import DeploymentGate
import FirebreakKit
import Foundation

/// Reads policy files and says what is wrong with them.
enum PolicyLoading {
  /// The file that is taken when none is named and it exists.
  static let usual = "firebreak.yml"

  static func policy(_ file: String) throws -> Policy {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.usage, "cannot read the policy \(file)")
    }
    do {
      return try Policy(yaml: String(decoding: data, as: UTF8.self), file: file)
    } catch {
      StandardError.write(error.description + "\n")
      throw CommandFailure(.usage, "the policy \(file) has errors, see above; nothing was judged")
    }
  }

  static func analyzer(policy file: String?) throws -> Analyzer {
    guard let file else { return Analyzer() }
    return Analyzer(policy: try policy(file))
  }
}
