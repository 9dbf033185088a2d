#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A small stack beside a thread's own, for the handlers of signals: a thread whose own stack is full can still say so.
public enum SignalStack {
  private static let size = 64 << 10

  /// Runs something on this thread with such a stack.
  public static func with<Result>(_ body: () -> Result) -> Result {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    var stack = stack_t()
    stack.ss_sp = memory.baseAddress
    stack.ss_size = .init(memory.count)
    var before = stack_t()
    let isSet = sigaltstack(&stack, &before) == 0
    defer {
      if isSet {
        // Without a size it is taken for what it was: none.
        if before.ss_sp == nil { before.ss_flags = .init(SS_DISABLE) }
        sigaltstack(&before, nil)
      }
      memory.deallocate()
    }
    return body()
  }
}
