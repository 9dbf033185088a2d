import Foundation
import Testing

/// Files that hold the output of a reporter as it was last looked at and found good.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Goldens")

  /// Expects `text` to equal the file. With `FIREBREAK_RECORD=1` writes it instead, and fails: a recording proves nothing.
  static func expect(
    _ text: String, equals name: String, in folder: URL = folder,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["FIREBREAK_RECORD"] == "1" {
      do {
        try Data(text.utf8).write(to: file)
        Issue.record("recorded \(name): look at it, then run without FIREBREAK_RECORD", sourceLocation: sourceLocation)
      } catch {
        Issue.record(error, sourceLocation: sourceLocation)
      }
      return
    }
    guard let data = try? Data(contentsOf: file) else {
      Issue.record("no golden file \(name): record it with FIREBREAK_RECORD=1", sourceLocation: sourceLocation)
      return
    }
    let expected = String(decoding: data, as: UTF8.self)
    if expected != text {
      Issue.record("\(name) differs: \(firstDifference(expected, text))", sourceLocation: sourceLocation)
    }
  }

  private static func firstDifference(_ expected: String, _ found: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    for (place, pair) in zip(old, new).enumerated() where pair.0 != pair.1 {
      return
        "line \(place + 1): expected \(pair.0.prefix(300).debugDescription), found \(pair.1.prefix(300).debugDescription)"
    }
    return "expected \(old.count) lines, found \(new.count)"
  }
}
