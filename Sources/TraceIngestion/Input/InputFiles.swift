#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One input to read, and what reports call it.
struct InputFile: Hashable, Sendable {
  /// What the operating system knows it by; `-` is standard input.
  var path: String
  /// As typed when that was relative, and only the last component of an absolute path: no path of the machine that ran
  /// the analysis gets into a report.
  var name: String
  /// Asked for by name, and not found in a directory.
  var isExplicit: Bool
}

/// The inputs behind the paths that a user gave.
struct InputFiles {
  /// In the order given, those of a directory sorted by path.
  private(set) var files: [InputFile] = []
  /// Directories that cannot be listed, with the reason.
  private(set) var unreadable: [(name: String, reason: String)] = []
  /// Directories without a file to read.
  private(set) var empty: [String] = []

  /// A directory, by device and number, so that links back up do not go around for ever.
  private struct DirectoryID: Hashable {
    var device: UInt64
    var number: UInt64
  }

  /// Looks at each path. A path that does not exist is an error; everything found inside directories is not.
  init(paths: [String]) throws(IngestionError) {
    guard !paths.isEmpty else { throw IngestionError(.noInput, path: "", reason: "no input was given") }
    for path in paths {
      if path == "-" {
        files.append(InputFile(path: "-", name: "-", isExplicit: true))
        continue
      }
      var status = stat()
      guard SystemPath.withCString(path, { stat($0, &status) }) == 0 else {
        let code: IngestionError.Code = errno == ENOENT || errno == ENOTDIR ? .noSuchFile : .unreadable
        throw IngestionError(code, path: path, reason: FileSource.reason())
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        let before = files.count
        walk(path, name: Self.displayName(path))
        if files.count == before { empty.append(Self.displayName(path)) }
      } else {
        files.append(InputFile(path: path, name: Self.displayName(path), isExplicit: true))
      }
    }
  }

  /// What reports call a path.
  static func displayName(_ path: String) -> String {
    let shown = SystemPath.shown(path)
    var trimmed = Substring(shown)
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard trimmed.hasPrefix("/") else { return String(trimmed) }
    return trimmed.split(separator: "/").last.map(String.init) ?? "/"
  }

  private mutating func walk(_ root: String, name: String) {
    // Depth first without recursion; children are pushed in reverse so that they come out sorted.
    var pending: [(path: String, name: String, ancestors: [DirectoryID], isDirectory: Bool)] = []
    pending.append((root, name, [], true))
    while let entry = pending.popLast() {
      guard entry.isDirectory else {
        files.append(InputFile(path: entry.path, name: entry.name, isExplicit: false))
        continue
      }
      var status = stat()
      guard SystemPath.withCString(entry.path, { stat($0, &status) }) == 0 else { continue }
      let id = Self.id(status)
      guard !entry.ancestors.contains(id) else { continue }
      guard let children = Self.children(of: entry.path) else {
        unreadable.append((entry.name, FileSource.reason()))
        continue
      }
      let ancestors = entry.ancestors + [id]
      for child in children.reversed() {
        let path = entry.path.hasSuffix("/") ? entry.path + child : "\(entry.path)/\(child)"
        let shown = SystemPath.shown(child)
        let name = entry.name.hasSuffix("/") ? entry.name + shown : "\(entry.name)/\(shown)"
        var status = stat()
        guard SystemPath.withCString(path, { stat($0, &status) }) == 0 else {
          // A link to nowhere.
          unreadable.append((name, FileSource.reason()))
          continue
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: pending.append((path, name, ancestors, true))
        case S_IFREG: pending.append((path, name, ancestors, false))
        default: break  // Sockets, pipes and devices found in a directory would block.
        }
      }
    }
  }

  private static func id(_ status: stat) -> DirectoryID {
    DirectoryID(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
  }

  /// The names in a directory in order of their bytes, without hidden ones; nil when it cannot be listed.
  private static func children(of path: String) -> [String]? {
    guard let directory = SystemPath.withCString(path, { opendir($0) }) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          SystemPath.name(of: UnsafeRawBufferPointer(start: $0, count: strlen($0)).map { $0 })
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
