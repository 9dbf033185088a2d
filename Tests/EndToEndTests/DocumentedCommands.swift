import Foundation
import Testing

/// The commands that a document shows, run one after the other and held against the output that it shows.
///
/// - A block of kind `console` holds a command behind `$ ` and its output; a line `…` stands for lines left out; a last
///   line `[exit code 1]` says how it ends, else with 0.
/// - A block of kind `yaml` behind `<!-- below "text" in FILE -->` or `<!-- at the end of FILE -->` is put there.
struct DocumentedCommands {
  private enum Step {
    case run(command: String, shown: [String], exitCode: Int32)
    case edit(file: String, below: String?, text: String)
  }

  private var steps: [Step] = []

  init(file: URL) throws {
    var remark = ""
    var kind: String?
    var block: [String] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let open = kind {
          if let step = Self.step(open, block, remark) { steps.append(step) }
          (kind, block, remark) = (nil, [], "")
        } else {
          kind = String(line.dropFirst(3))
        }
      } else if kind != nil {
        block.append(String(line))
      } else if line.hasPrefix("<!-- ") {
        remark = String(line)
      }
    }
  }

  private static func step(_ kind: String, _ block: [String], _ remark: String) -> Step? {
    if kind == "console", let command = block.first, command.hasPrefix("$ firebreak ") {
      var shown = Array(block.dropFirst())
      var exitCode: Int32 = 0
      if let last = shown.last, let match = last.firstMatch(of: /^\[exit code (\d+)\]$/) {
        exitCode = Int32(match.output.1) ?? 0
        shown.removeLast()
      }
      return .run(command: String(command.dropFirst("$ firebreak ".count)), shown: shown, exitCode: exitCode)
    }
    let text = block.joined(separator: "\n") + "\n"
    if let match = remark.firstMatch(of: /<!-- below "(.+)" in (\S+) -->/) {
      return .edit(file: String(match.output.2), below: String(match.output.1), text: text)
    }
    if let match = remark.firstMatch(of: /<!-- at the end of (\S+) -->/) {
      return .edit(file: String(match.output.1), below: nil, text: text)
    }
    return nil
  }

  func check(in folder: URL) throws {
    #expect(steps.count > 5, "the document shows hardly any command")
    for step in steps {
      switch step {
      case .edit(let file, let below, let text):
        let file = folder.appending(path: file)
        var content = try String(contentsOf: file, encoding: .utf8)
        if let below {
          #expect(content.contains("\(below)\n"))
          content = content.replacing("\(below)\n", with: "\(below)\n\(text)", maxReplacements: 1)
        } else {
          content += text
        }
        try Data(content.utf8).write(to: file)
      case .run(let command, let shown, let exitCode):
        let outcome = try BuiltCommand.run(command.split(separator: " ").map(String.init), in: folder)
        #expect(outcome.exitCode == exitCode, "\(command): \(outcome.errors)")
        var rest = outcome.errors + outcome.output
        for part in shown.split(separator: "…") {
          let text = part.joined(separator: "\n")
          let found = rest.range(of: text)
          if found == nil { Issue.record("\(command) does not write\n\(text)\nbut\n\(rest)") }
          if let found { rest = String(rest[found.upperBound...]) }
        }
        let more = rest.filter { !$0.isWhitespace }
        if !shown.contains("…") { #expect(more.isEmpty, "\(command) also writes\n\(rest)") }
      }
    }
  }
}
