import DeploymentGate
import Foundation
internal import Synchronization
import TraceIngestion

/// Ends a run that takes more memory than it may: spans go to temporary files, but names, edges and shapes stay, and how
/// many of these there are only the traces say.
enum MemoryWatch {
  private static let isOn = Atomic<Bool>(false)

  /// Begins to look at what the process takes, fifty times a second.
  ///
  /// - Parameter limit: bytes.
  static func begin(limit: Int) {
    guard resident() != nil, !isOn.exchange(true, ordering: .relaxed) else { return }
    let watch = Thread {
      while true {
        usleep(20_000)
        if let bytes = resident(), bytes > limit { end(limit) }
      }
    }
    watch.stackSize = 512 << 10
    watch.start()
  }

  private static func end(_ limit: Int) -> Never {
    // What is in use grew with the input, and how far it would have grown is not known: twice as much is a fair try.
    let text = """
      firebreak: error: the analysis takes more memory than the \(mebibytes(limit)) MiB that it may: names, edges and \
      shapes of these traces do not fit. Allow more, for example --memory \(mebibytes(limit) * 2)M.

      """
    Interruption.undo()
    FileHandle.standardError.write(Data(text.utf8))
    _exit(CommandExit.usage.rawValue)
  }

  private static func mebibytes(_ bytes: Int) -> Int { bytes >> 20 }

  /// Bytes of memory that the process has at the moment; nothing where the system does not say.
  private static func resident() -> Int? {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      guard count > 0 else { return nil }
      let words = buffer[..<count].split(separator: UInt8(ascii: " "))
      guard words.count > 1, let pages = Int(String(decoding: words[1], as: UTF8.self)) else { return nil }
      return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
  }
}
