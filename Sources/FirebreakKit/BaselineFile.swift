public import DeploymentGate

/// Files that hold the accepted state.
public enum BaselineFile {
  /// - Throws: `DocumentError` when the file is no baseline of a version that this build reads.
  public static func read(_ path: String) throws -> Baseline {
    do {
      return try Baseline(file: DocumentFile.bytes(of: path), named: path)
    } catch let error as BaselineError {
      throw DocumentError(path: path, reason: "\(error.message) \(error.advice)")
    }
  }

  /// One line a record, for review.
  public static func text(of baseline: Baseline) throws -> String {
    do {
      return try baseline.fileText()
    } catch let error as BaselineError {
      throw DocumentError(path: error.file, reason: error.message)
    }
  }
}
