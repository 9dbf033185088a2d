#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The last line of defence: where the program cannot go on (no memory, a full stack, a fault of its own), it says so in
/// one line and ends with the exit code of an internal error, not with a signal that pipelines read as anything.
enum CrashGuard {
  static func install() {
    // Who asks for Swift's own backtraces gets them.
    if let asked = getenv("SWIFT_BACKTRACE"), strstr(asked, "enable=yes") != nil { return }
    for signal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
      var action = sigaction()
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = end
      #else
        action.__sigaction_handler.sa_handler = end
      #endif
      action.sa_flags = Int32(SA_ONSTACK)
      sigaction(signal, &action, nil)
    }
  }

  /// Only calls that are safe in a handler.
  private static let end: @convention(c) (Int32) -> Void = { _ in
    let text: StaticString =
      "firebreak: error: internal error: the program could not go on; it may have run out of memory or stack\n"
    Interruption.undo()
    _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
    _exit(70)
  }
}
