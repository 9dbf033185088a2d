internal import JSONBridge
public import RiskReport
internal import TraceModel

/// Files that hold a report as JSON.
public enum ReportFile {
  /// - Throws: `DocumentError` when the file is no report of a version that this build reads.
  public static func read(_ path: String) throws -> Report {
    let bytes = try DocumentFile.bytes(of: path)
    try DocumentFile.check(bytes, of: path, is: .report, wanted: "a saved report")
    return try read(bytes, named: path)
  }

  /// Reads the content of such a file; `path` is its name, for messages.
  public static func read(_ bytes: [UInt8], named path: String) throws -> Report {
    do {
      let document = try JSONValue(parsing: bytes)
      if let place = document.firstInteger(outside: -Int64(DataBounds.largestCount)...Int64(DataBounds.largestCount)) {
        throw DocumentError(
          path: path, reason: "the report cannot be read: \(place) is beyond \(DataBounds.largestCount)")
      }
      let report = try JSONCoding.decode(Report.self, from: document)
      guard report.schemaVersion == Report.currentSchemaVersion else {
        throw DocumentError(
          path: path,
          reason: "schemaVersion is \(report.schemaVersion), this version reads \(Report.currentSchemaVersion)")
      }
      return report
    } catch let error as JSONError {
      throw DocumentError(path: path, reason: "this is not a report that firebreak saved as JSON, or it is damaged: \(error)")
    }
  }
}
