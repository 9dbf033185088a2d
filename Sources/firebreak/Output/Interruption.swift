import Foundation
import TraceIngestion

/// What is undone when somebody ends the process (Ctrl-C, TERM, HUP): a temporary file goes, a child ends.
///
/// The signal's handler may only use memory that is there already, hence the fixed storage. One thread sets it.
enum Interruption {
  private static let capacity = Int(PATH_MAX) + 1
  nonisolated(unsafe) private static let temporary: UnsafeMutablePointer<CChar> = {
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: capacity)
    memory.initialize(repeating: 0, count: capacity)
    return memory
  }()
  nonisolated(unsafe) private static var group: pid_t = 0

  /// Begins to listen. A signal that is ignored (nohup) stays so.
  static func watch() {
    temporary[0] = 0
    group = 0
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
      signal(number) { number in
        if Interruption.temporary[0] != 0 { unlink(Interruption.temporary) }
        if Interruption.group > 0 { kill(-Interruption.group, SIGKILL) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// The file to remove; none for nil.
  static func removes(_ path: String?) {
    temporary[0] = 0
    guard let path else { return }
    let bytes = SystemPath.bytes(of: path)
    guard bytes.count < capacity else { return }
    for (position, byte) in bytes.enumerated().reversed() {
      // The first byte comes last: until then there is nothing to remove.
      if position == bytes.count - 1 { temporary[bytes.count] = 0 }
      temporary[position] = CChar(bitPattern: byte)
    }
  }

  /// The group of processes to end; none for 0.
  static func ends(_ processes: pid_t) { group = processes }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if os(Linux)
      unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    #else
      unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
    #endif
  }
}
