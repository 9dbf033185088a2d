public import DeploymentGate

/// Files that hold the accepted state.
public enum BaselineFile {
  /// The name that commands suggest.
  public static let usualName = "firebreak-baseline.json"

  /// - Throws: `DocumentError` when the file is no baseline of a version that this build reads.
  public static func read(_ path: String) throws -> Baseline {
    let bytes = try DocumentFile.bytes(of: path)
    try DocumentFile.check(bytes, of: path, is: .baseline, wanted: "a baseline")
    return try baseline(bytes, path)
  }

  static func baseline(_ bytes: [UInt8], _ path: String) throws -> Baseline {
    do {
      return try Baseline(file: bytes, named: path)
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
