/// Why a JSON text, or a value in it, could not be used.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The text is no JSON.
    case malformed
    /// The text ends before its value does.
    case truncated
    /// Containers nest deeper than the limit.
    case tooDeep
    /// A string holds bytes that are not UTF-8.
    case invalidUTF8
    /// The text is larger than the parser takes.
    case tooLarge
    /// A value is of another kind than the reader asked for.
    case wrongType
    /// A number does not fit the type that the reader asked for.
    case outOfRange
    /// A member that must be there is missing.
    case missing
    /// A value cannot be written as JSON, such as a NaN.
    case unwritable
  }

  public var code: Code
  /// What is wrong and what was expected, without the place.
  public var message: String
  /// Counted from 0 at the start of the text, where it is known.
  public var byteOffset: Int?
  /// Where in the document, such as `rules[2].limit`; empty for the root or where it is not known.
  public var path: String

  public init(_ code: Code, _ message: String, byteOffset: Int? = nil, path: String = "") {
    self.code = code
    self.message = message
    self.byteOffset = byteOffset
    self.path = path
  }

  public var description: String {
    var text = message
    if !path.isEmpty { text = "\(path): \(text)" }
    if let byteOffset { text += " (at byte \(byteOffset))" }
    return text
  }
}
