import Foundation
import Testing

/// Trace files with right answers that other people's systems gave rise to, kept beside the repository.
@Suite("Cases with right answers")
struct SharedCasesTests {
  /// `../shared/cases` next to the repository or above it; nil where it is absent.
  static let folder: URL? = {
    var root = BuiltCommand.root
    for _ in 0..<3 {
      root.deleteLastPathComponent()
      let folder = root.appending(path: "shared/cases")
      if FileManager.default.fileExists(atPath: folder.appending(path: "CASES.json").path) { return folder }
    }
    return nil
  }()

  /// The cases that do not hold, with their reasons, from `fixtures/shared-cases-open.tsv`.
  static func open() throws -> [String: String] {
    let list = BuiltCommand.root.appending(path: "fixtures/shared-cases-open.tsv")
    let text = try String(contentsOf: list, encoding: .utf8)
    var reasons: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      if parts.count == 2 { reasons[String(parts[0])] = String(parts[1]) }
    }
    return reasons
  }

  @Test(
    "Every case holds, but for those that are listed as open with a reason",
    .enabled(if: folder != nil, "the cases are not beside the repository"))
  func casesHold() throws {
    let folder = try #require(Self.folder)
    let answer = try BuiltCommand.run(
      URL(filePath: "/usr/bin/env"),
      [
        "python3", folder.appending(path: "check.py").path, BuiltCommand.location().path,
        folder.appending(path: "CASES.json").path, "--verbose", "--jobs", "2",
      ])
    let lines = answer.output.split(separator: "\n").map(String.init)
    let failing = Set(lines.filter { $0.hasPrefix("FAIL ") }.compactMap { $0.split(separator: " ").dropFirst().first })
      .map(String.init)
    let holding = lines.filter { $0.hasPrefix("ok ") }.count
    #expect(failing.count + holding > 100, "check.py ran: \(answer.errors)")
    let open = try Self.open()
    for name in failing.sorted() where open[name] == nil {
      let reasons = lines.filter { $0.hasPrefix("\(name): ") }.joined(separator: "\n")
      Issue.record("\(name) does not hold: \(reasons)")
    }
    for name in open.keys.sorted() where !failing.contains(name) {
      Issue.record("\(name) holds: remove it from fixtures/shared-cases-open.tsv")
    }
  }
}
