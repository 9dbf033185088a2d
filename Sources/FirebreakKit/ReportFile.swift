internal import JSONBridge
public import RiskReport

/// Files that hold a report as JSON.
public enum ReportFile {
  /// - Throws: `DocumentError` when the file is no report of a version that this build reads.
  public static func read(_ path: String) throws -> Report {
    do {
      let report = try JSONCoding.decode(Report.self, from: DocumentFile.bytes(of: path))
      guard report.schemaVersion == Report.currentSchemaVersion else {
        throw DocumentError(
          path: path,
          reason: "schemaVersion is \(report.schemaVersion), this version reads \(Report.currentSchemaVersion)")
      }
      return report
    } catch let error as JSONError {
      throw DocumentError(path: path, reason: "the report cannot be read: \(error)")
    }
  }
}
