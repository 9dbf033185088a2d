public import DeploymentGate
internal import JSONBridge

/// Files that hold the accepted state.
public enum BaselineFile {
  /// - Throws: `DocumentError` when the file is no baseline of a version that this build reads.
  public static func read(_ path: String) throws -> Baseline {
    let baseline: Baseline
    do {
      baseline = try JSONCoding.decode(Baseline.self, from: DocumentFile.bytes(of: path))
    } catch let error as JSONError {
      throw DocumentError(path: path, reason: "the baseline cannot be read: \(error)")
    }
    guard baseline.schemaVersion == Baseline.currentSchemaVersion else {
      throw DocumentError(
        path: path, reason: "schemaVersion is \(baseline.schemaVersion), this version reads "
          + "\(Baseline.currentSchemaVersion); write the baseline anew with 'firebreak baseline'")
    }
    return baseline
  }

  public static func text(of baseline: Baseline) throws -> String {
    String(decoding: try JSONCoding.encode(baseline), as: UTF8.self)
  }
}
