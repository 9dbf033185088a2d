#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A temporary file without a name: the system frees it when the process ends, however that comes about.
///
/// A class because it owns an open file. One thread writes; afterwards several read at once.
final class SpillFile: @unchecked Sendable {
  private let descriptor: Int32
  private var length = 0

  /// Makes a file in the directory for temporary files; nil when there is none that can be written.
  convenience init?() {
    self.init(directory: getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")
  }

  /// - Parameter isNamelessTried: whether the file may be made without a name where the system can do that.
  init?(directory: String, isNamelessTried: Bool = true) {
    let nameless = isNamelessTried ? Self.openNameless(in: directory) : nil
    guard let opened = nameless ?? Self.openAndUnlink(in: directory) else { return nil }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// Opens a file that never has a name, so that a kill at any moment leaves nothing; nil where that cannot be done: on
  /// other systems than Linux, and on file systems that know no such files.
  static func openNameless(in directory: String) -> Int32? {
    #if os(Linux)
      // O_TMPFILE, in the parts that Linux makes it of (asm-generic/fcntl.h, the same on every processor that Swift runs
      // on): Swift imports no macro that stands on others. A kernel without it takes it for a directory to be written to,
      // and refuses.
      let temporary: Int32 = 0o20_000_000 | O_DIRECTORY
      while true {
        // O_EXCL: nor can the file be given a name later.
        let opened = open(directory, temporary | O_RDWR | O_EXCL | O_CLOEXEC, 0o600)
        if opened >= 0 { return opened }
        guard errno == EINTR else { return nil }
      }
    #else
      return nil
    #endif
  }

  /// Opens a file that loses its name at once.
  static func openAndUnlink(in directory: String) -> Int32? {
    var template = Array("\(directory)/firebreak-spans-XXXXXX".utf8CString)
    let opened = mkstemp(&template)
    guard opened >= 0 else { return nil }
    _ = unlink(template)
    _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
    return opened
  }

  /// Adds bytes and returns where they are; nil when the disk takes no more.
  func append(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let start = length
    var written = 0
    while written < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, off_t(start + written))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      written += count
    }
    length += bytes.count
    return start
  }

  /// Reads bytes that were added; false when they cannot be had back.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
