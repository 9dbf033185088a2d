import Foundation
import TraceIngestion

/// Writes whole files. Whatever happens meanwhile, whoever opens one finds the old content or the new.
enum OutputFile {
  static func write(_ pieces: [[UInt8]], to path: String) throws(OutputFault) {
    switch try OutputPlace(path) {
    case .descriptor(let number): try DescriptorWriting.write(pieces, to: number)
    case .stream(let path):
      let opened = SystemPath.withCString(path) { open($0, O_WRONLY | O_CLOEXEC) }
      guard opened >= 0 else { throw OutputFault() }
      defer { close(opened) }
      try DescriptorWriting.write(pieces, to: opened)
    case .file(let path): try replace(path, with: pieces)
    }
  }

  /// Puts a new file in the place of another one, or of none.
  private static func replace(_ path: String, with pieces: [[UInt8]]) throws(OutputFault) {
    let old = try OldFile(path)
    do throws(OutputFault) {
      if try !NamelessFile.write(pieces, to: path, like: old) {
        try TemporaryFile.write(pieces, to: path, like: old)
      }
      sync(OutputPlace.folder(of: path))
    } catch {
      // The folder takes no new file, or the file is one that is mounted by itself.
      guard old != nil, [EACCES, EPERM, EROFS, EBUSY, EXDEV].contains(error.code) else { throw error }
      try FileInPlace.write(pieces, to: path)
    }
  }

  /// Makes a new name in a folder last. Not all systems can; the content is safe in any case.
  private static func sync(_ folder: String) {
    let opened = SystemPath.withCString(folder) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { return }
    _ = fsync(opened)
    close(opened)
  }
}

/// What is kept of a file that is replaced.
struct OldFile {
  private let status: stat

  /// - Returns: nothing when there is no such file.
  init?(_ path: String) throws(OutputFault) {
    var status = stat()
    guard SystemPath.withCString(path, { stat($0, &status) }) == 0 else {
      guard errno == ENOENT else { throw OutputFault() }
      return nil
    }
    // A file that is protected against writing stays so, though its folder would let it be replaced.
    guard SystemPath.withCString(path, { faccessat(AT_FDCWD, $0, W_OK, AT_EACCESS) }) == 0 else { throw OutputFault() }
    self.status = status
  }

  /// Gives a new file the owner, as far as that is allowed, and the mode of the old one.
  func hand(to descriptor: Int32) {
    if status.st_uid != geteuid() || status.st_gid != getegid() { _ = fchown(descriptor, status.st_uid, status.st_gid) }
    _ = fchmod(descriptor, status.st_mode & 0o7777)
  }
}
