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
final class FileSource: StoredSource {
  private let descriptor: Int32
  private let isOwned: Bool
  private let progress: ReadingProgress?
  /// Of a regular file, when it was opened.
  private let size: Int
  private var bytesRead = 0

  /// A file that grows while it is read is as long as what was read of it.
  var storedBytes: Int { max(size, bytesRead) }

  /// Opens a file, or takes what is open already: standard input for `-`, and what `/dev/fd/3` stands for.
  init(path: String, progress: ReadingProgress? = nil) throws(InputFault) {
    self.progress = progress
    if let number = OpenDescriptor.number(behind: path) {
      (descriptor, isOwned) = (number, false)
      size = 0
      return
    }
    let opened = SystemPath.withCString(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard opened >= 0 else { throw InputFault(id: "unreadable-file", message: "cannot be opened: \(Self.reason())") }
    (descriptor, isOwned) = (opened, true)
    var status = stat()
    let isFile = fstat(opened, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isFile ? Int(clamping: status.st_size) : 0
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
        bytesRead += count
        return count
      }
      if errno == EAGAIN || errno == EWOULDBLOCK {
        // Whoever started the process may have left the pipe in this state.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, -1)
        continue
      }
      guard errno == EINTR else { throw InputFault(id: "unreadable-file", message: "cannot be read: \(Self.reason())") }
    }
  }

  /// The operating system's words for the last error of this thread.
  static func reason() -> String { String(cString: strerror(errno)) }
}
