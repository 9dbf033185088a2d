import DeploymentGate
import Foundation
import TraceIngestion

/// Keeps a run from writing over what it reads, and from reading a pipe twice.
enum InputProtection {
  /// - Parameters:
  ///   - inputs: paths that are read.
  ///   - outputs: paths that are written.
  static func check(inputs: [String], outputs: [String]) throws {
    if let (first, second) = OpenDescriptor.readTwice(inputs) {
      let names = first == second ? "\(first) is named twice" : "\(first) and \(second) are the same"
      throw CommandFailure(.usage, "\(names); a pipe or standard input can be read only once")
    }
    for (position, output) in outputs.enumerated() {
      if let other = outputs[..<position].first(where: { $0 != output && isOne($0, output) }) {
        throw CommandFailure(.usage, "\(other) and \(output) are the same file; name another one")
      }
      guard case .file(let path)? = try? OutputPlace(output), let written = FileIdentity(path) else { continue }
      if let input = inputs.first(where: { FileIdentity($0) == written }) {
        throw CommandFailure(.usage, "\(output) is read and would be overwritten (input: \(input)); name another file")
      }
      if let folder = inputs.first(where: { isFound(path, in: $0) }) {
        throw CommandFailure(
          .usage,
          "\(output) is read and would be overwritten (it is in \(folder), and not a file of Firebreak); name another file")
      }
    }
  }

  /// Whether a file is found when a folder is searched, and is not a result of an earlier run, which is no trace.
  private static func isFound(_ path: String, in folder: String) -> Bool {
    guard let folder = realPath(folder), realPath(path)?.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") == true
    else { return false }
    let isResult = endings.contains { path.lowercased().hasSuffix($0) }
    return !isResult && DocumentKind.ofFile(path) == nil
  }

  /// Whether two outputs would become one file.
  private static func isOne(_ one: String, _ other: String) -> Bool {
    guard case .file(let one)? = try? OutputPlace(one), case .file(let other)? = try? OutputPlace(other) else {
      return false
    }
    func name(_ path: String) -> Substring? { path.split(separator: "/").last }
    return name(one) == name(other)
      && realPath(OutputPlace.folder(of: one)) == realPath(OutputPlace.folder(of: other))
  }

  /// Forms of results that hold no spans.
  private static let endings = [".txt", ".html", ".md", ".sarif", ".xml", ".annotations", ".dot", ".mmd", ".csv", ".yml"]

  private static func realPath(_ path: String) -> String? {
    guard let found = SystemPath.withCString(path, { realpath($0, nil) }) else { return nil }
    defer { free(found) }
    return SystemPath.name(of: UnsafeRawBufferPointer(start: found, count: strlen(found)).map { $0 })
  }

  /// Which regular file a path leads to.
  private struct FileIdentity: Equatable {
    var device: UInt64
    var number: UInt64

    init?(_ path: String) {
      var status = stat()
      let found =
        OpenDescriptor.number(behind: path).map { fstat($0, &status) }
        ?? SystemPath.withCString(path) { stat($0, &status) }
      guard found == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }
}
