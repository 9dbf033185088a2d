import Foundation
import TraceIngestion

/// A file that has no name before it is whole, so that a kill at any moment leaves nothing of it.
enum NamelessFile {
  /// - Returns: whether the system can do that here; where it cannot, nothing has happened.
  static func write(_ pieces: [[UInt8]], to path: String, like old: OldFile?) throws(OutputFault) -> Bool {
    #if os(Linux)
      // O_TMPFILE, in the parts that Linux makes it of: Swift imports no macro that is made of others.
      let nameless: Int32 = 0o20_000_000 | O_DIRECTORY
      let opened = SystemPath.withCString(OutputPlace.folder(of: path)) {
        open($0, nameless | O_WRONLY | O_CLOEXEC, 0o666)
      }
      guard opened >= 0 else { return false }
      defer { close(opened) }
      try NewFileContent.write(pieces, to: opened, like: old)
      let source = "/proc/self/fd/\(opened)"
      if old == nil, link(source, to: path) { return true }
      let temporary = TemporaryFile.name(beside: path)
      return try TemporaryFile.guarded(temporary) { () throws(OutputFault) in
        guard link(source, to: temporary) else { return false }
        try TemporaryFile.rename(temporary, to: path)
        return true
      }
    #else
      return false
    #endif
  }

  #if os(Linux)
    private static func link(_ source: String, to path: String) -> Bool {
      SystemPath.withCString(path) { linkat(AT_FDCWD, source, AT_FDCWD, $0, AT_SYMLINK_FOLLOW) } == 0
    }
  #endif
}

/// A file with a name of its own beside the one that it will replace.
enum TemporaryFile {
  /// Hidden, so that a search of the folder passes over it; short, so that it fits where the other name does.
  static func name(beside path: String) -> String {
    let random = String(UInt64.random(in: .min ... .max), radix: 36)
    return "\(OutputPlace.folder(of: path))/.firebreak-\(random)"
  }

  static func write(_ pieces: [[UInt8]], to path: String, like old: OldFile?) throws(OutputFault) {
    let temporary = name(beside: path)
    try guarded(temporary) { () throws(OutputFault) in
      let opened = SystemPath.withCString(temporary) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      guard opened >= 0 else { throw OutputFault() }
      defer { close(opened) }
      try NewFileContent.write(pieces, to: opened, like: old)
      try rename(temporary, to: path)
    }
  }

  static func rename(_ temporary: String, to path: String) throws(OutputFault) {
    let status = SystemPath.withCString(temporary) { from in
      SystemPath.withCString(path) { Foundation.rename(from, $0) }
    }
    guard status == 0 else { throw OutputFault() }
  }

  /// Removes the file when it does not get to its place, also when the process is interrupted.
  static func guarded<Result>(_ temporary: String, _ body: () throws(OutputFault) -> Result) throws(OutputFault)
    -> Result
  {
    Interruption.removes(temporary)
    defer { Interruption.removes(nil) }
    do throws(OutputFault) {
      return try body()
    } catch {
      _ = SystemPath.withCString(temporary) { unlink($0) }
      throw error
    }
  }
}

/// What both kinds of new files have in common.
private enum NewFileContent {
  /// Writes everything, and has it on the disk before the file gets its name.
  static func write(_ pieces: [[UInt8]], to descriptor: Int32, like old: OldFile?) throws(OutputFault) {
    old?.hand(to: descriptor)
    try DescriptorWriting.write(pieces, to: descriptor)
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS else { throw OutputFault() }
  }
}

/// A file that can only be written where it is, since its folder takes no other one.
enum FileInPlace {
  static func write(_ pieces: [[UInt8]], to path: String) throws(OutputFault) {
    let opened = SystemPath.withCString(path) { open($0, O_WRONLY | O_CLOEXEC) }
    guard opened >= 0 else { throw OutputFault() }
    defer { close(opened) }
    let size = off_t(pieces.reduce(0) { $0 + $1.count })
    try reserve(size, of: opened)
    try DescriptorWriting.write(pieces, to: opened)
    guard ftruncate(opened, size) == 0, fsync(opened) == 0 else { throw OutputFault() }
  }

  /// Makes sure of the room before the old content is touched.
  private static func reserve(_ size: off_t, of descriptor: Int32) throws(OutputFault) {
    #if os(Linux)
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw OutputFault() }
      guard size > status.st_size else { return }
      let code = posix_fallocate(descriptor, status.st_size, size - status.st_size)
      guard ![ENOSPC, EDQUOT, EFBIG, EIO].contains(code) else {
        _ = ftruncate(descriptor, status.st_size)
        throw OutputFault(code)
      }
    #endif
  }
}
