import FirebreakKit
import Foundation

/// Reads policy files and says what is wrong with them.
enum PolicyLoading {
  static func policy(_ file: String) throws -> Policy {
    do {
      return try PolicyFile.read(file)
    } catch let error as PolicyError {
      StandardError.write(lines: error.problems.map(\.description))
      throw CommandFailure(.usage, "the policy \(file) has errors, see above; nothing was judged")
    } catch let error as DocumentError {
      throw CommandFailure(.usage, error.description)
    }
  }

  static func analyzer(policy file: String?) throws -> Analyzer {
    guard let file else { return Analyzer() }
    return Analyzer(policy: try policy(file))
  }
}
