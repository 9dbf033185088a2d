public import TraceIngestion

/// Why a file that Firebreak wrote earlier cannot be used.
public struct DocumentError: Error, Sendable, CustomStringConvertible {
  public var path: String
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "\(path): \(reason)" }
}

/// Files that are read whole, each opened once: what Firebreak itself wrote, and policies.
enum DocumentFile {
  /// - Throws: `DocumentError` when the file is not there or cannot be read.
  static func bytes(of path: String) throws -> [UInt8] {
    do {
      return try InputDocument.bytes(of: path)
    } catch {
      throw DocumentError(path: path, reason: error.reason)
    }
  }

  /// What to say of a document that was given in place of another thing, and which command takes it.
  static func mistaken(_ kind: DocumentKind, path: String, wanted: String) -> DocumentError {
    let advice =
      switch kind {
      case .summary: "a summary, not \(wanted); firebreak report, gate, baseline and merge read it"
      case .report: "a saved report, not \(wanted); firebreak render and firebreak diff read it"
      case .baseline: "a baseline, not \(wanted); firebreak gate --baseline and firebreak diff read it"
      }
    return DocumentError(path: path, reason: "this is \(advice)")
  }

  /// Refuses a document of another kind before its content is read.
  static func check(_ bytes: [UInt8], of path: String, is kind: DocumentKind, wanted: String) throws {
    if let other = DocumentKind(front: bytes), other != kind { throw mistaken(other, path: path, wanted: wanted) }
  }
}
