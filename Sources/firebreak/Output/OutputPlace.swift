import Foundation
import TraceIngestion

/// What an output's path stands for, which decides how it is written.
enum OutputPlace: Equatable {
  /// Open already: standard output, or what `/dev/fd/3` names.
  case descriptor(Int32)
  /// A device, a pipe or a socket: written as it is.
  case stream(String)
  /// A regular file, or one that is still to be made, behind all symbolic links.
  case file(String)

  /// The most symbolic links that are followed, as in the system.
  private static let mostLinks = 40

  /// Looks where a path leads. A link that leads to nothing names the file to be made.
  init(_ path: String) throws(OutputFault) {
    var path = path
    for _ in 0...Self.mostLinks {
      if let number = OpenDescriptor.number(behind: path, dash: 1) {
        self = .descriptor(number)
        return
      }
      var status = stat()
      guard SystemPath.withCString(path, { lstat($0, &status) }) == 0 else {
        guard errno == ENOENT else { throw OutputFault() }
        self = .file(path)
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFLNK:
        if Self.isStream(path) {
          self = .stream(path)
          return
        }
        path = try Self.target(of: path)
      case S_IFREG:
        self = .file(path)
        return
      case S_IFDIR: throw OutputFault(EISDIR)
      default:
        self = .stream(path)
        return
      }
    }
    throw OutputFault(ELOOP)
  }

  /// Whether a device or a pipe is behind a link. Those of `/proc` name it by no path that could be followed.
  private static func isStream(_ link: String) -> Bool {
    var status = stat()
    return SystemPath.withCString(link) { stat($0, &status) } == 0
      && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// The folder that a file lies in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func target(of link: String) throws(OutputFault) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let size = buffer.count
    let count = SystemPath.withCString(link) { readlink($0, &buffer, size) }
    guard count > 0, count < size else { throw OutputFault(count < 0 ? errno : ENAMETOOLONG) }
    let target = SystemPath.name(of: buffer[..<count].map { UInt8(bitPattern: $0) })
    return target.hasPrefix("/") ? target : "\(folder(of: link))/\(target)"
  }
}
