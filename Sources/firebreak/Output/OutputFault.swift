import Foundation

/// Why a result did not arrive where it was to go.
struct OutputFault: Error {
  /// The error number of the system.
  var code: Int32

  /// Takes the system's last error of this thread.
  init(_ code: Int32 = errno) {
    self.code = code
  }

  /// Whether whoever read the result has had enough (`| head`). That is no error.
  var isReaderGone: Bool { code == EPIPE || code == ECONNRESET }

  /// The system's words.
  var reason: String { String(cString: strerror(code)) }
}

/// Writes all of some bytes to an open file.
enum DescriptorWriting {
  static func write(_ pieces: [[UInt8]], to descriptor: Int32) throws(OutputFault) {
    for piece in pieces {
      var fault: OutputFault?
      piece.withUnsafeBytes { bytes in
        do throws(OutputFault) { try write(bytes, to: descriptor) } catch { fault = error }
      }
      if let fault { throw fault }
    }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(OutputFault) {
    var rest = bytes
    while !rest.isEmpty {
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        continue
      }
      if written == 0 { throw OutputFault(EIO) }
      switch errno {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK:
        // Whoever started the process may have left the pipe so that writing does not wait.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      default: throw OutputFault()
      }
    }
  }
}
