public import DeploymentGate
internal import Foundation

/// Files that hold a policy.
public enum PolicyFile {
  /// The name that is looked for where none is given.
  public static let usualName = "firebreak.yml"

  /// - Throws: `DocumentError` when the file cannot be read, `PolicyError` with everything that is wrong with its content.
  public static func read(_ path: String) throws -> Policy {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DocumentError(path: path, reason: "the policy cannot be read")
    }
    return try Policy(yaml: String(decoding: data, as: UTF8.self), file: path)
  }
}
