import Foundation

/// Runs another program for its answer, within a time limit.
///
/// It gets a group of processes of its own, which ends with it: a child of its own that keeps the pipe open is not waited
/// for.
enum ChildProcess {
  enum Ending {
    case answered([UInt8])
    case failed
    case tookTooLong
    case notStarted(String)
  }

  /// More than any layout takes.
  private static let largestAnswer = 256 << 20
  /// How long to wait, at most, before looking whether the child has ended.
  private static let tick: Int32 = 20

  static func run(_ program: String, _ arguments: [String], input: [UInt8], seconds: Double) -> Ending {
    guard let question = Pipe.open() else { return .notStarted(OutputFault().reason) }
    guard let answer = Pipe.open() else {
      let fault = OutputFault()
      question.close()
      return .notStarted(fault.reason)
    }
    let (code, child) = spawn(program, arguments, reading: question.reader, writing: answer.writer)
    close(question.reader)
    close(answer.writer)
    var conversation = Conversation(input: input, to: question.writer, from: answer.reader)
    defer { conversation.close() }
    guard code == 0 else { return .notStarted(OutputFault(code).reason) }
    Interruption.ends(child)
    defer { Interruption.ends(0) }
    let deadline = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while true {
      let hasEnded = waitpid(child, &status, WNOHANG) != 0
      // What it wrote before it ended is in the pipe by now.
      conversation.read()
      if hasEnded { break }
      guard ContinuousClock.now < deadline, conversation.answer.count < largestAnswer else {
        kill(-child, SIGKILL)
        _ = waitpid(child, &status, 0)
        return .tookTooLong
      }
      conversation.write()
      conversation.wait(tick)
    }
    // Its own children, if any are left.
    kill(-child, SIGKILL)
    // All bits of the status are zero for a process that ended by itself with code 0.
    return status == 0 ? .answered(conversation.answer) : .failed
  }

  private static func spawn(
    _ program: String, _ arguments: [String], reading: Int32, writing: Int32
  ) -> (code: Int32, child: pid_t) {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // What this process ignores or catches means to the child what it means to every program.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))

    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var environment =
      ProcessInfo.processInfo.environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + environment { free(text) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, program, &actions, &attributes, &words, &environment)
    return (code, child)
  }

  private struct Pipe {
    var reader: Int32
    var writer: Int32

    /// Neither end gets into a child by itself.
    static func open() -> Pipe? {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return Pipe(reader: ends[0], writer: ends[1])
    }

    func close() {
      Foundation.close(reader)
      Foundation.close(writer)
    }
  }

  /// Writes a question and reads the answer at the same time, as far as the pipes go, and never waits in either.
  private struct Conversation {
    private let input: [UInt8]
    private var written = 0
    private var writer: Int32
    private let reader: Int32
    private(set) var answer: [UInt8] = []
    private var isAtEnd = false

    init(input: [UInt8], to writer: Int32, from reader: Int32) {
      self.input = input
      self.writer = writer
      self.reader = reader
      for end in [writer, reader] { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) }
    }

    mutating func write() {
      while writer >= 0 {
        let count = input[written...].withUnsafeBytes { Foundation.write(writer, $0.baseAddress, $0.count) }
        if count > 0 { written += count }
        if count < 0, errno == EAGAIN { return }
        // All is said, or nobody listens.
        if written == input.count || (count <= 0 && errno != EINTR) { closeWriter() }
      }
    }

    mutating func read() {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while !isAtEnd {
        let count = buffer.withUnsafeMutableBytes { Foundation.read(reader, $0.baseAddress, $0.count) }
        if count > 0 {
          answer.append(contentsOf: buffer[..<count])
          continue
        }
        if count < 0, errno == EINTR { continue }
        if count == 0 || errno != EAGAIN { isAtEnd = true }
        return
      }
    }

    func wait(_ milliseconds: Int32) {
      // A pipe that has ended would be ready all the time; a negative number is passed over.
      var ends = [
        pollfd(fd: isAtEnd ? -1 : reader, events: Int16(POLLIN), revents: 0),
        pollfd(fd: writer, events: Int16(POLLOUT), revents: 0),
      ]
      _ = poll(&ends, 2, milliseconds)
    }

    mutating func close() {
      closeWriter()
      Foundation.close(reader)
    }

    private mutating func closeWriter() {
      if writer >= 0 { Foundation.close(writer) }
      writer = -1
    }
  }
}
