public import FailureSpread
internal import JSONBridge
internal import RiskReport
internal import TraceIngestion

/// Files that hold a summary.
public enum SummaryFile {
  /// The summary in a file, or on standard input for `-`.
  ///
  /// - Throws: `DocumentError` when the file cannot be read, holds something else, or is damaged.
  public static func read(_ path: String) throws -> Summary {
    let bytes = try DocumentFile.bytes(of: path)
    try DocumentFile.check(bytes, of: path, is: .summary, wanted: "a summary")
    guard DocumentKind(front: bytes) == .summary else {
      throw DocumentError(path: path, reason: "this is not a summary; make one with firebreak summarize")
    }
    return try summary(in: bytes, of: path)
  }

  static func summary(in bytes: [UInt8], of path: String) throws -> Summary {
    do {
      return try Summary(JSONCoding.decode(SummaryDocument.self, from: bytes))
    } catch let error as JSONError {
      throw DocumentError(path: path, reason: "the summary cannot be read: \(error)")
    } catch let error as SummaryError {
      throw DocumentError(path: path, reason: "the summary cannot be read: \(error)")
    }
  }

  /// The text of a summary: equal summaries are equal byte for byte.
  public static func text(of summary: Summary) throws -> String {
    let json = String(decoding: try JSONCoding.encode(SummaryDocument(summary), layout: .compact), as: UTF8.self)
    return Wording.inertJSON(json) + "\n"
  }
}
