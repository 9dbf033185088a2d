import Foundation
import Testing

/// The steps of `action.yml` and of the other recipes, run against a local repository with a pull request's branch.
@Suite("The gate in a pipeline")
struct PipelineTests {
  /// What `action.yml` runs, in its order: the text behind `run:` of each step of its own.
  static func steps() throws -> [String] {
    let text = try String(contentsOf: BuiltCommand.root.appending(path: "action.yml"), encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let line = line.drop { $0 == " " }
      guard line.hasPrefix("run: ") else { return nil }
      return line.dropFirst(5).trimmingCharacters(in: ["'"])
    }
  }

  @Test(
    "the action's steps run one after the other: red for the change, with summary, annotations, comment and verdict")
  func red() throws {
    let team = try TeamRepository()
    defer { team.remove() }
    let steps = try Self.steps()
    try #require(steps.count == 5)
    // Stands in for the server's client: keeps what it is asked for.
    try team.provide(
      "gh",
      """
      echo "$*" >>.server/calls
      case "$*" in
        *--paginate*) [ ! -e .server/comment ] || echo 42 ;;
        *) for word in "$@"; do case "$word" in body=@*) cp "${word#body=@}" .server/comment ;; esac; done ;;
      esac
      """)
    #expect(try team.step(steps[0]).exitCode == 0)
    #expect(try team.step(steps[1], ["FOLDER": "services", "BASE": "main"]).exitCode == 0)
    #expect(try team.read(".server/output").hasSuffix("services=orders\n"))
    let gate = try team.step(
      steps[2],
      ["FIREBREAK_PATHS": "traces/receipt-at-once.jsonl", "FIREBREAK_CHANGED": "orders", "FIREBREAK_KEEP_GOING": "1"])
    #expect(gate.exitCode == 0, "\(gate.errors)")

    // The log is shielded, the annotations behind it are not.
    let log = gate.output.split(separator: "\n").map(String.init)
    let token = try #require(log.first?.firstMatch(of: /^::stop-commands::(.+)$/)?.output.1)
    let end = try #require(log.firstIndex(of: "::\(token)::"))
    let annotations = log[(end + 1)...]
    #expect(annotations.contains { $0.hasPrefix("::error title=edge-became-synchronous%3A orders..mail::") })
    #expect(
      annotations.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") || $0.hasPrefix("::notice ") })
    for kind in ["error", "warning", "notice"] {
      #expect(annotations.count { $0.hasPrefix("::\(kind) ") } <= 10)
    }

    #expect(try team.read(".server/summary.md").hasPrefix("## ❌ Gate failed"))
    let outputs = try team.read(".server/output")
    #expect(outputs.contains("exit-code=1\n") && outputs.contains("sarif=firebreak-report/report.sarif\n"))
    for form in ["md", "json", "html", "sarif", "xml", "annotations"] {
      #expect(try !team.read("firebreak-report/report.\(form)").isEmpty)
    }

    // The first run writes a comment, the second one over it.
    for _ in 0..<2 { #expect(try team.step(steps[3], ["FIREBREAK_PULL_REQUEST": "7"]).exitCode == 0) }
    let calls = try team.read(".server/calls").split(separator: "\n")
    #expect(calls.count == 4)
    #expect(calls[1].contains("--method POST repos/team/shop/issues/7/comments"))
    #expect(calls[3].contains("--method PATCH repos/team/shop/issues/comments/42"))
    let comment = try team.read(".server/comment")
    #expect(comment.hasPrefix("<!-- firebreak: gate -->\n## ❌ Gate failed"))
    #expect(comment.count <= 65_536)

    #expect(try team.step(steps[4]).exitCode == 1)
  }

  @Test(
    "green, closed, and wrong usage come out of the verdict as they went in",
    arguments: [
      ("traces/receipt-with-fallback.jsonl", 0), ("absent.jsonl", 2), (".gitignore", 3),
    ] as [(String, Int32)])
  func verdict(traces: String, exitCode: Int32) throws {
    let team = try TeamRepository()
    defer { team.remove() }
    #expect(try team.step("\"$GITHUB_ACTION_PATH/scripts/ci/verdict\"").exitCode == 70)
    let variables = ["FIREBREAK_PATHS": traces, "FIREBREAK_KEEP_GOING": "1"]
    #expect(try team.step("\"$GITHUB_ACTION_PATH/scripts/ci/gate\"", variables).exitCode == 0)
    #expect(try team.step("\"$GITHUB_ACTION_PATH/scripts/ci/verdict\"").exitCode == exitCode)
    // Also what could not run is said in the summary.
    #expect(try team.read(".server/summary.md").hasPrefix("## "))
    // Without the flag the script itself ends so, as plain shells want it.
    let plain = try team.step("\"$GITHUB_ACTION_PATH/docs/ci/gate.sh\" \(traces)", ["GITHUB_ACTIONS": ""])
    #expect(plain.exitCode == exitCode)
    #expect(!plain.output.contains("::"))
  }

  @Test("by the state of the base, a change cannot relax its own rules")
  func base() throws {
    let team = try TeamRepository()
    defer { team.remove() }
    try team.write("fail-on: none\n", to: "firebreak.yml")
    try team.commit("Quiet, please")
    let gate = "\"$GITHUB_ACTION_PATH/scripts/ci/gate\""
    let traces = ["FIREBREAK_PATHS": "traces/receipt-at-once.jsonl"]
    #expect(try team.step(gate, traces).exitCode == 0)
    #expect(try team.step(gate, traces.merging(["FIREBREAK_BASE": "main"]) { $1 }).exitCode == 1)
    let unknown = try team.step(gate, traces.merging(["FIREBREAK_BASE": "nowhere"]) { $1 })
    #expect(unknown.exitCode == 2)
    #expect(unknown.errors.contains("the revision nowhere is not here; fetch it"))
  }

  @Test("the services of a change are told by its files, and shared files touch all")
  func changedServices() throws {
    let team = try TeamRepository()
    defer { team.remove() }
    let script = "\"$GITHUB_ACTION_PATH/scripts/ci/changed-services\" services main"
    #expect(try team.step(script).output == "orders\n")
    try team.write("2\n", to: "services/mail/a file, with \"signs\".txt")
    try team.write("words\n", to: "README.md")
    try team.commit("Mail too")
    #expect(try team.step(script).output == "mail,orders\n")
    try team.write("2\n", to: "shared/library.txt")
    try team.commit("Everybody's code")
    #expect(try team.step(script).output == "")
  }

  private static let hasJQ = ["/usr/bin/jq", "/usr/local/bin/jq", "/opt/homebrew/bin/jq"]
    .contains(where: FileManager.default.isExecutableFile)

  @Test("a note on a merge request is written once and then updated in place", .enabled(if: hasJQ))
  func gitlabNote() throws {
    let team = try TeamRepository()
    defer { team.remove() }
    try team.provide(
      "curl",
      """
      echo "$*" >>.server/calls
      case "$*" in
        *page=1*) if [ -e .server/comment ]; then echo '[{"id":1,"body":"hello"},{"id":9,"body":"<!-- firebreak: gate -->"}]'; \
      else echo '[]'; fi ;;
        *page=*) echo '[]' ;;
        *) for word in "$@"; do case "$word" in body@*) cp "${word#body@}" .server/comment ;; esac; done ;;
      esac
      """)
    let gate = ["FIREBREAK_PATHS": "traces/receipt-at-once.jsonl", "FIREBREAK_KEEP_GOING": "1", "GITHUB_ACTIONS": ""]
    #expect(try team.step("\"$GITHUB_ACTION_PATH/scripts/ci/gate\"", gate).exitCode == 0)
    let script = "\"$GITHUB_ACTION_PATH/scripts/ci/comment-gitlab\""
    #expect(try team.step(script).exitCode == 0)
    let request = [
      "FIREBREAK_TOKEN": "t", "CI_MERGE_REQUEST_IID": "3", "CI_PROJECT_ID": "5", "CI_API_V4_URL": "https://g/api/v4",
    ]
    for _ in 0..<2 {
      let outcome = try team.step(script, request)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }
    let calls = try team.read(".server/calls").split(separator: "\n")
    #expect(calls.contains { $0.contains("--request POST https://g/api/v4/projects/5/merge_requests/3/notes ") })
    #expect(try #require(calls.last).contains("--request PUT https://g/api/v4/projects/5/merge_requests/3/notes/9 "))
    #expect(try team.read(".server/comment").hasPrefix("<!-- firebreak: gate -->\n## ❌"))
  }

  @Test("a summary that would not fit is cut to its headline")
  func summaryLimit() throws {
    let team = try TeamRepository()
    defer { team.remove() }
    try team.write(String(repeating: "x", count: 1_040_000) + "\n", to: ".server/summary.md")
    let variables = ["FIREBREAK_PATHS": "traces/receipt-at-once.jsonl", "FIREBREAK_KEEP_GOING": "1"]
    let gate = "\"$GITHUB_ACTION_PATH/scripts/ci/gate\""
    for _ in 0..<4 { #expect(try team.step(gate, variables).exitCode == 0) }
    let summary = try team.read(".server/summary.md")
    #expect(summary.utf8.count < 1_048_576)
    #expect(summary.split(separator: "\n").last?.hasPrefix("## ❌ Gate failed") == true)
  }
}
