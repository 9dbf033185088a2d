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
  /// Which of the paths that the user gave led to it.
  var root = 0
  /// Its size when it was found.
  var size = 0
  /// A policy says that it does not count when it cannot be read.
  var isIgnored = false
}

/// The inputs behind the paths that a user gave.
struct InputFiles {
  /// In the order given, those of a directory sorted by path.
  private(set) var files: [InputFile] = []
  /// Directories that cannot be listed and links to nowhere, with the reason.
  private(set) var unreadable: [(file: InputFile, reason: String)] = []
  /// The paths that are directories, by their place among all paths.
  private(set) var directories: [(root: Int, name: String)] = []
  private let ignored: [FilePattern]

  /// A directory, by device and number.
  private struct DirectoryID: Hashable {
    var device: UInt64
    var number: UInt64
  }

  /// Looks at each path. A path that does not exist is an error; everything found inside directories is not.
  init(paths: [String], ignoring ignored: [String] = []) throws(IngestionError) {
    self.ignored = ignored.map(FilePattern.init)
    guard !paths.isEmpty else { throw IngestionError(.noInput, path: "", reason: "no input was given") }
    for (root, path) in paths.enumerated() {
      if path == "-" {
        files.append(InputFile(path: "-", name: "-", isExplicit: true, root: root))
        continue
      }
      var status = stat()
      guard SystemPath.withCString(path, { stat($0, &status) }) == 0 else {
        let code: IngestionError.Code = errno == ENOENT || errno == ENOTDIR ? .noSuchFile : .unreadable
        throw IngestionError(code, path: path, reason: FileSource.reason())
      }
      let name = Self.displayName(path)
      if status.st_mode & S_IFMT == S_IFDIR {
        directories.append((root, name))
        walk(path, name: name, root: root)
      } else {
        files.append(
          InputFile(path: path, name: name, isExplicit: true, root: root, size: Int(clamping: status.st_size)))
      }
    }
  }

  /// Whether anything was found behind a path.
  func hasFiles(_ root: Int) -> Bool {
    files.contains { $0.root == root } || unreadable.contains { $0.file.root == root }
  }

  /// What reports call a path.
  static func displayName(_ path: String) -> String {
    let shown = SystemPath.shown(path)
    var trimmed = Substring(shown)
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard trimmed.hasPrefix("/") else { return String(trimmed) }
    return trimmed.split(separator: "/").last.map(String.init) ?? "/"
  }

  private mutating func walk(_ start: String, name: String, root: Int) {
    // Depth first without recursion; children are pushed in reverse so that they come out sorted.
    var pending: [(path: String, name: String, status: stat?)] = [(start, name, nil)]
    // A directory that several links lead to is read once, whatever leads to it first.
    // Links that lead up are not followed: not this directory, but all around it would be read.
    var seen = Self.ancestors(of: start)
    while let entry = pending.popLast() {
      var file = InputFile(path: entry.path, name: entry.name, isExplicit: false, root: root)
      file.isIgnored = isIgnored(entry.name, below: name)
      if let status = entry.status, status.st_mode & S_IFMT == S_IFREG {
        file.size = Int(clamping: status.st_size)
        files.append(file)
        continue
      }
      var status = stat()
      guard SystemPath.withCString(entry.path, { stat($0, &status) }) == 0 else {
        unreadable.append((file, FileSource.reason()))
        continue
      }
      guard seen.insert(Self.id(status)).inserted else { continue }
      guard let children = Self.children(of: entry.path) else {
        unreadable.append((file, FileSource.reason()))
        continue
      }
      for child in children.reversed() {
        let path = entry.path.hasSuffix("/") ? entry.path + child : "\(entry.path)/\(child)"
        let shown = SystemPath.shown(child)
        let childName = entry.name.hasSuffix("/") ? entry.name + shown : "\(entry.name)/\(shown)"
        var status = stat()
        guard SystemPath.withCString(path, { stat($0, &status) }) == 0 else {
          // A link to nowhere, or one that leads around in a circle.
          var file = InputFile(path: path, name: childName, isExplicit: false, root: root)
          file.isIgnored = isIgnored(childName, below: name)
          unreadable.append((file, FileSource.reason()))
          continue
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR, S_IFREG: pending.append((path, childName, status))
        default: break  // Sockets, pipes and devices found in a directory would block.
        }
      }
    }
  }

  /// Patterns are held against the path below the directory that was named, and against the last component.
  private func isIgnored(_ name: String, below root: String) -> Bool {
    guard !ignored.isEmpty else { return false }
    let path = name.hasPrefix(root) ? name.dropFirst(root.count).drop { $0 == "/" } : name[...]
    return ignored.contains { $0.matches(path) }
  }

  /// The directories that hold a directory.
  private static func ancestors(of path: String) -> Set<DirectoryID> {
    var ancestors: Set<DirectoryID> = []
    var up = path + "/.."
    var status = stat()
    // The topmost directory is its own parent.
    while SystemPath.withCString(up, { stat($0, &status) }) == 0, ancestors.insert(id(status)).inserted { up += "/.." }
    return ancestors
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
