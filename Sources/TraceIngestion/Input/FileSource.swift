#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file or standard input, read in order.
///
/// Read and not mapped: a file that is cut while it is mapped kills the process.
final class FileSource: ByteSource {
  private let descriptor: Int32
  private let isOwned: Bool
  private let progress: ReadingProgress?

  /// Opens a file, or standard input for `-`.
  init(path: String, progress: ReadingProgress? = nil) throws(InputFault) {
    self.progress = progress
    if path == "-" {
      (descriptor, isOwned) = (0, false)
      return
    }
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw InputFault(id: "unreadable-file", message: "cannot be opened: \(Self.reason())") }
    (descriptor, isOwned) = (opened, true)
  }

  deinit { if isOwned { close(descriptor) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 {
        progress?.add(count)
        return count
      }
      guard errno == EINTR else { throw InputFault(id: "unreadable-file", message: "cannot be read: \(Self.reason())") }
    }
  }

  /// The operating system's words for the last error of this thread.
  static func reason() -> String { String(cString: strerror(errno)) }
}
