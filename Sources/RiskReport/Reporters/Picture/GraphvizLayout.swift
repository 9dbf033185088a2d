internal import Foundation

/// Runs Graphviz for the places of a picture's nodes. The one part of the reporters that is no pure function: the caller
/// runs it before rendering and passes the result on in the options.
public enum GraphvizLayout {
  /// The layout of a report's picture in the HTML form, or `nil` when `dot` is not installed, fails, or takes longer than
  /// `seconds`.
  public static func run(on report: Report, seconds: Double = 20) -> GraphLayout? {
    let picture = HTMLReporter.picture(report)
    guard !picture.edges.isEmpty, let answer = ask(GraphvizText.question(picture), seconds: seconds) else { return nil }
    return GraphvizText.layout(answer, of: picture)
  }

  private static func ask(_ question: String, seconds: Double) -> String? {
    guard let program = program() else { return nil }
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = program
    process.arguments = ["-Tplain"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    // A question longer than the pipe's buffer would wait for its reader, so it is written aside.
    let writer = Thread {
      try? input.fileHandleForWriting.write(contentsOf: Data(question.utf8))
      try? input.fileHandleForWriting.close()
    }
    writer.start()
    let clock = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: clock)
    let answer = try? output.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    clock.cancel()
    guard process.terminationReason == .exit, process.terminationStatus == 0, let answer else { return nil }
    return String(decoding: answer, as: UTF8.self)
  }

  private static func program() -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      let file = URL(filePath: String(folder)).appending(path: "dot")
      if FileManager.default.isExecutableFile(atPath: file.path) { return file }
    }
    return nil
  }
}
