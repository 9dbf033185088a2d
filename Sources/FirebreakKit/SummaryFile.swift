public import FailureSpread
internal import Foundation
internal import JSONBridge

/// Files that hold a summary.
public enum SummaryFile {
  /// The summary in a file, or nothing when the file holds something else.
  ///
  /// - Throws: `DocumentError` when it says that it is a summary and is damaged.
  public static func read(_ path: String) throws -> Summary? {
    guard DocumentFile.kind(of: path) == .summary else { return nil }
    do {
      return try Summary(JSONCoding.decode(SummaryDocument.self, from: DocumentFile.bytes(of: path)))
    } catch let error as JSONError {
      throw DocumentError(path: path, reason: "the summary cannot be read: \(error)")
    } catch let error as SummaryError {
      throw DocumentError(path: path, reason: "the summary cannot be read: \(error)")
    }
  }

  /// The text of a summary: equal summaries are equal byte for byte.
  public static func text(of summary: Summary) throws -> String {
    String(decoding: try JSONCoding.encode(SummaryDocument(summary), layout: .compact), as: UTF8.self) + "\n"
  }
}
