#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Paths that stand for a file that the process has open already.
public enum OpenDescriptor {
  /// The number behind `-`, `/dev/stdin`, `/dev/fd/3` and the like; nil for all other paths.
  ///
  /// Such a file is read and written as it is: opened again it would begin at its front, and a socket cannot be opened.
  public static func number(behind path: String, dash: Int32 = 0) -> Int32? {
    switch path {
    case "-": return dash
    case "/dev/stdin": return 0
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default: break
    }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      let digits = path.dropFirst(folder.count)
      if digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Int32(digits) }
    }
    return nil
  }

  /// A pipe, a socket or standard input that two of the inputs stand for: it can be read only once.
  public static func readTwice(_ paths: [String]) -> (first: String, second: String)? {
    var seen: [(stream: Stream, path: String)] = []
    for path in paths {
      guard let stream = Stream(path) else { continue }
      if let other = seen.first(where: { $0.stream == stream }) { return (other.path, path) }
      seen.append((stream, path))
    }
    return nil
  }

  /// What gives its bytes once.
  private enum Stream: Equatable {
    case descriptor(Int32)
    case pipe(device: UInt64, number: UInt64)

    init?(_ path: String) {
      var status = stat()
      let descriptor = OpenDescriptor.number(behind: path)
      let found =
        descriptor.map { fstat($0, &status) } ?? SystemPath.withCString(path) { stat($0, &status) }
      if found == 0, [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT) {
        self = .pipe(
          device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
      } else if let descriptor {
        self = .descriptor(descriptor)
      } else {
        return nil
      }
    }
  }
}
