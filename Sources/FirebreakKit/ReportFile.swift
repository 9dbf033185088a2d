internal import JSONBridge
public import RiskReport

/// Files that hold a report as JSON.
public enum ReportFile {
  /// - Throws: `DocumentError` when the file is no report of a version that this build reads.
  public static func read(_ path: String) throws -> Report {
    let bytes = try DocumentFile.bytes(of: path)
    try DocumentFile.check(bytes, of: path, is: .report, wanted: "a saved report")
    return try report(bytes, path)
  }

  static func report(_ bytes: [UInt8], _ path: String) throws -> Report {
    do {
      let report = try JSONCoding.decode(Report.self, from: bytes)
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
