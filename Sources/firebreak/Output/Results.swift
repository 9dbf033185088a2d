import DeploymentGate
import Foundation
import RiskReport

/// The results of a run: the one way by which they leave the program.
///
/// The exit code is decided before. A result that does not arrive never turns a verdict into another one; it only keeps a
/// run from ending with 0. A reader that closes the pipe early is no error.
struct Results {
  /// Whether everything arrived.
  private var isWhole = true
  private var isReaderGone = false

  private init() {}

  /// Writes results, then ends as was decided.
  ///
  /// - Parameters:
  ///   - code: how the run ends.
  ///   - message: why, if that is not 0.
  static func write(
    ending code: CommandExit = .passed, _ message: String = "", _ body: (inout Results) throws -> Void
  ) throws {
    var results = Results()
    do {
      try body(&results)
    } catch let failure as CommandFailure where code != .passed {
      StandardError.write("firebreak: error: \(failure.message)")
    }
    results.checkStandardOutput()
    if code != .passed { throw CommandFailure(code, message) }
    if !results.isWhole { throw CommandFailure(.usage) }
  }

  /// A report, whose reporter has made every name inert.
  mutating func put(_ pieces: [[UInt8]], to file: String? = nil) {
    guard let file, file != "-" else { return putOut(pieces) }
    do throws(OutputFault) {
      try OutputFile.write(pieces, to: file)
    } catch {
      if !error.isReaderGone { note(error, file) }
    }
  }

  /// Lines for people.
  mutating func put(text: String, to file: String? = nil) {
    put([Array(InertLines.text(text, keepsColours: file == nil && TerminalLooks.colour).utf8)], to: file)
  }

  /// JSON; what steers or hides is escaped, and read back it is the same.
  mutating func put(json: String, to file: String? = nil) {
    put([Array(Wording.inertJSON(json).utf8)], to: file)
  }

  private mutating func putOut(_ pieces: [[UInt8]]) {
    guard !isReaderGone else { return }
    do throws(OutputFault) {
      try DescriptorWriting.write(pieces, to: STDOUT_FILENO)
    } catch {
      isReaderGone = error.isReaderGone
      if !isReaderGone { note(error, "standard output") }
    }
  }

  /// Some file systems say only when a file is closed that it could not be kept.
  private mutating func checkStandardOutput() {
    let copy = dup(STDOUT_FILENO)
    guard copy >= 0, close(copy) != 0, [EIO, ENOSPC, EDQUOT].contains(errno) else { return }
    note(OutputFault(), "standard output")
  }

  private mutating func note(_ fault: OutputFault, _ place: String) {
    isWhole = false
    StandardError.write("firebreak: error: cannot write \(place): \(fault.reason)")
  }
}
