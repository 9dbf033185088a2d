#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs one piece of work on several threads at once and waits for all of them.
public enum ThreadTeam {
  /// The number of processors that are at hand.
  public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// How many threads work where a number is asked for: one a processor for none, and never many more than there are
  /// processors, which would only wait for each other.
  public static func size(asked: Int) -> Int { asked > 0 ? min(asked, max(16, processorCount * 4)) : processorCount }

  /// Bytes of memory that the machine has.
  public static var machineMemory: Int { max(sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)), 1 << 30) }

  /// Calls `body` with 0, 1, … on as many threads, the calling one among them; returns when all have returned.
  ///
  /// Plain threads: the work is long and never waits for other work, so a pool would give nothing.
  public static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for index in 1..<max(count, 1) {
      let start = Start(index: index, body: body)
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let status = pthread_create(&thread, nil, { Start.run($0) }, Unmanaged.passRetained(start).toOpaque())
      if status != 0 {
        // The system gives no more threads: the others do the work.
        Unmanaged.passUnretained(start).release()
        break
      }
      #if canImport(Darwin)
        if let thread { threads.append(thread) }
      #else
        threads.append(thread)
      #endif
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }

  /// What a new thread is to do. A class, because threads begin with a pointer.
  private final class Start {
    let index: Int
    let body: @Sendable (Int) -> Void

    init(index: Int, body: @escaping @Sendable (Int) -> Void) {
      self.index = index
      self.body = body
    }

    #if canImport(Darwin)
      static func run(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
        start.body(start.index)
        return nil
      }
    #else
      static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let pointer else { return nil }
        let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
        start.body(start.index)
        return nil
      }
    #endif
  }
}
