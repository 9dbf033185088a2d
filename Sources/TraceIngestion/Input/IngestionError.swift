/// Why nothing could be read at all.
///
/// What is wrong with single files or records among others is a `Diagnostic` instead.
public struct IngestionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// A path that was asked for does not exist.
    case noSuchFile
    /// None of the paths that were asked for can be read.
    case unreadable
    /// No path was given.
    case noInput
  }

  public var code: Code
  /// The path as the user gave it.
  public var path: String
  /// What the operating system says, or what to do.
  public var reason: String

  public init(_ code: Code, path: String, reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }

  public var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}
