import Foundation

/// The real traces that are kept beside the repository, when they are there.
enum SharedTraces {
  /// Set `FIREBREAK_TRACES`, or keep the folder as `../shared/traces` next to the repository.
  static let folder: URL? = {
    var candidates: [URL] = []
    if let path = ProcessInfo.processInfo.environment["FIREBREAK_TRACES"] { candidates.append(URL(filePath: path)) }
    var root = URL(filePath: #filePath)
    for _ in 0..<5 {
      root.deleteLastPathComponent()
      candidates.append(root.appending(path: "shared/traces"))
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0.appending(path: "README.md").path) }
  }()

  static var files: [String] {
    guard let folder, let all = FileManager.default.enumerator(atPath: folder.path) else { return [] }
    return all.compactMap { $0 as? String }.filter { path in
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }.sorted()
  }
}
