import TraceModel

/// Settles, input by input, what became of everything that was to be read.
struct InputLedger {
  private(set) var counts = ReadingCounts()
  private(set) var diagnostics = DiagnosticLog()
  /// By the path that the user gave.
  private var roots: [Int: Root] = [:]

  /// What came of one path that the user gave.
  private struct Root {
    var hasSpans = false
    var other = InputAccount()
  }

  /// Closes the books of an input that was read to its end, or as far as that was possible.
  ///
  /// - Parameters:
  ///   - counts: what was counted in it, with its bytes as they were unpacked.
  ///   - log: what was wrong in it.
  mutating func close(_ input: OpenInput, _ counts: ReadingCounts, _ log: DiagnosticLog) {
    var counts = counts
    let reason = Self.reason(of: input, counts)
    counts.files = 1
    counts.filesWithoutSpans = counts.spans == 0 ? 1 : 0
    counts.filesByFormat = [:]
    for format in counts.formats { counts.filesByFormat[format] = 1 }
    for diagnostic in log.diagnostics where !(diagnostic.isLoss && input.file.isIgnored) {
      diagnostics.record(diagnostic)
    }
    if let reason {
      note(reason.problem, file: input.name, detail: reason.detail)
      if reason.problem.isLoss, counts.rejected == 0 { counts.rejected = 1 }
    }
    account(&counts, input, isUnread: reason?.problem.isLoss ?? false)
    roots[input.file.root, default: Root()].hasSpans = roots[input.file.root]?.hasSpans ?? false || counts.spans > 0
    self.counts.add(counts)
  }

  /// Divides the bytes of an input, as they are stored, among the parts.
  private mutating func account(_ counts: inout ReadingCounts, _ input: OpenInput, isUnread: Bool) {
    let stored = input.storedBytes
    func share(_ bytes: Int) -> Int {
      guard counts.bytes > 0, bytes > 0 else { return 0 }
      return Int((Double(stored) * min(1, Double(bytes) / Double(counts.bytes))).rounded(.up))
    }
    var account = InputAccount(rejected: counts.rejected)
    if counts.spans > 0 {
      account.bytes = InputAccount.Parts(
        found: stored, other: share(counts.otherBytes), unread: input.isIncomplete ? stored : share(counts.unreadBytes))
      account.files = InputAccount.Parts(found: 1)
    } else {
      let isLost = input.isExplicit || isUnread || input.isIncomplete || counts.unreadBytes > 0
      account.bytes = InputAccount.Parts(found: stored, other: isLost ? 0 : stored, unread: isLost ? stored : 0)
      account.files = InputAccount.Parts(found: 1, other: isLost ? 0 : 1, unread: isLost ? 1 : 0)
    }
    if input.file.isIgnored {
      account.bytes = InputAccount.Parts(found: account.bytes.found, other: account.bytes.other + account.bytes.unread)
      account.files = InputAccount.Parts(found: 1, other: account.files.other + account.files.unread)
      account.rejected = 0
    }
    counts.account = account
    if account.files.other > 0 { roots[input.file.root, default: Root()].other.add(account) }
  }

  /// Why an input gave no spans; nil when it gave some, or when it is said already.
  private static func reason(of input: OpenInput, _ counts: ReadingCounts) -> (problem: Problem, detail: String)? {
    guard counts.spans == 0 else { return nil }
    let isExplicit = input.isExplicit
    if input.file.isIgnored { return (.ignoredFile, "") }
    if let foreign = input.foreign {
      return (isExplicit || foreign.mayHoldSpans ? .foreignFile : .otherFile, "it is \(foreign.name)")
    }
    if input.isEmpty, !input.isIncomplete { return (isExplicit ? .emptyFile : .otherFile, isExplicit ? "" : "it is empty") }
    if input.looksLikeSpans, !isExplicit { return (.unreadSpans, "text with names of spans' fields") }
    guard counts.rejected == 0, !input.isIncomplete, counts.refused == 0 else { return nil }
    let signals = counts.signals.sorted().joined(separator: ", ")
    return (isExplicit ? .notATrace : .otherFile, signals.isEmpty ? "" : "it holds \(signals)")
  }

  /// Counts an input that could not be opened.
  mutating func unreadable(_ file: InputFile, _ reason: String) {
    note(file.isIgnored ? .ignoredFile : .unreadableFile, file: file.name, detail: reason)
    var counts = ReadingCounts()
    let size = file.size
    counts.account =
      file.isIgnored
      ? InputAccount(files: .init(found: 1, other: 1), bytes: .init(found: size, other: size))
      : InputAccount(files: .init(found: 1, unread: 1), bytes: .init(found: size, unread: size), rejected: 1)
    self.counts.add(counts)
  }

  /// Counts what became of the paths as a whole: one that was named and gave no spans is unread.
  mutating func settle(_ inputs: InputFiles) {
    for file in inputs.unreadable { unreadable(file.file, file.reason) }
    for (root, name) in inputs.directories {
      guard inputs.hasFiles(root) else {
        unreadable(InputFile(path: name, name: name, isExplicit: true, root: root), .emptyDirectory)
        continue
      }
      guard let found = roots[root], !found.hasSpans, found.other.files.other > 0 else { continue }
      note(.notATrace, file: name, detail: "no file in the directory holds spans")
      counts.account.files.unread += found.other.files.other
      counts.account.files.other -= found.other.files.other
      counts.account.bytes.unread += found.other.bytes.other
      counts.account.bytes.other -= found.other.bytes.other
      counts.account.rejected += 1
    }
  }

  private mutating func unreadable(_ file: InputFile, _ problem: Problem) {
    note(problem, file: file.name)
    var counts = ReadingCounts()
    counts.account = InputAccount(files: .init(found: 1, unread: 1), rejected: 1)
    self.counts.add(counts)
  }

  private mutating func note(_ problem: Problem, file: String, detail: String = "") {
    diagnostics.record(problem.diagnostic(at: DataLocation(file: file, detail: detail)))
  }
}
