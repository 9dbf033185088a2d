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
  init?() {
    let directory = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(directory)/firebreak-spans-XXXXXX".utf8CString)
    let opened = mkstemp(&template)
    guard opened >= 0 else { return nil }
    descriptor = opened
    _ = unlink(template)
  }

  deinit { close(descriptor) }

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
