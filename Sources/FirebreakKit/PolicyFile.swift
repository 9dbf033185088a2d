public import DeploymentGate
internal import Foundation
internal import TraceIngestion

/// Files that hold a policy.
public enum PolicyFile {
  /// The name that is looked for where none is given.
  public static let usualName = "firebreak.yml"

  /// - Throws: `DocumentError` when the file cannot be read, `PolicyError` with everything that is wrong with its content.
  public static func read(_ path: String) throws -> Policy {
    let bytes = try DocumentFile.bytes(of: path)
    if let kind = DocumentKind(front: bytes) { throw DocumentFile.mistaken(kind, path: path, wanted: "a policy") }
    do {
      return try Policy(yaml: String(decoding: bytes, as: UTF8.self), file: reportedName(path))
    } catch var error as PolicyError {
      // Whoever reads the message looks for the file by the path that was typed.
      for index in error.problems.indices { error.problems[index].file = path }
      throw error
    }
  }

  /// What reports call a file: as typed if that is relative, relative to the working directory if it lies there, and else
  /// by its last component. No path of the machine that ran the analysis gets into a report.
  public static func reportedName(_ path: String) -> String {
    if OpenDescriptor.number(behind: path) != nil { return usualName }
    let shown = SystemPath.shown(path)
    guard shown.hasPrefix("/") else { return shown }
    let here = FileManager.default.currentDirectoryPath + "/"
    let rest = shown.dropFirst(here.count)
    if here != "/", shown.hasPrefix(here), !rest.split(separator: "/").contains("..") { return String(rest) }
    return shown.split(separator: "/").last.map(String.init) ?? usualName
  }
}
