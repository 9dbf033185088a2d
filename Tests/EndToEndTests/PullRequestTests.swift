import Foundation
import Testing

/// Whatever a pull request does to the files that judge it, it is judged by those of its base.
@Suite("A pull request cannot relax its own judge")
struct PullRequestTests {
  private static let gate = "\"$GITHUB_ACTION_PATH/scripts/ci/gate\""
  private static let traces = ["FIREBREAK_PATHS": "traces/receipt-at-once.jsonl"]

  /// What a pull request may try, as a shell script, and the variables that it sets in the workflow.
  struct Trick: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let script: String
    var variables: [String: String] = [:]
  }

  static let tricks = [
    Trick(testDescription: "a policy that lets nothing fail", script: "echo 'fail-on: none' >firebreak.yml"),
    Trick(
      testDescription: "a policy with the rules off",
      script:
        "printf 'rules:\\n  edge-became-synchronous: off\\n  new-single-point-of-failure: off\\n' >firebreak.yml"),
    Trick(testDescription: "no policy", script: "git rm -q firebreak.yml"),
    Trick(testDescription: "no baseline", script: "git rm -q firebreak-baseline.json"),
    Trick(
      testDescription: "a policy under another name", script: "git mv firebreak.yml gate.yml; echo 'fail-on: none' >gate.yml",
      variables: ["FIREBREAK_POLICY": "gate.yml"]),
    Trick(
      testDescription: "a second policy in a new folder", script: "mkdir 'a b'; echo 'fail-on: none' >'a b/gate.yml'",
      variables: ["FIREBREAK_POLICY": "a b/gate.yml"]),
    Trick(
      testDescription: "a policy by its whole path", script: "echo 'fail-on: none' >-gate.yml",
      variables: ["FIREBREAK_POLICY": "$PWD/-gate.yml"]),
    Trick(
      testDescription: "a policy that is a link", script: "echo 'fail-on: none' >lax.yml; ln -sf lax.yml firebreak.yml"),
    Trick(
      testDescription: "a policy through a folder that is a link",
      script: "mkdir x; echo 'fail-on: none' >x/firebreak.yml; ln -s x y", variables: ["FIREBREAK_POLICY": "y/firebreak.yml"]
    ),
    Trick(
      testDescription: "a baseline that was moved",
      script: "mkdir ci; git mv firebreak-baseline.json ci/state.json", variables: ["FIREBREAK_BASELINE": "ci/state.json"]),
    Trick(
      testDescription: "a baseline that accepts the change",
      script: "$FIREBREAK baseline traces/receipt-at-once.jsonl -o firebreak-baseline.json --update replace"),
    Trick(testDescription: "a baseline that is asked not to be used", script: "", variables: ["FIREBREAK_BASELINE": "none"]),
    Trick(
      testDescription: "a report folder with an exit code of its own",
      script: "mkdir -p firebreak-report/base; echo 0 >firebreak-report/exit-code; echo 'fail-on: none' >firebreak-report/base/firebreak.yml; git add -f firebreak-report"),
  ]

  /// A repository whose checked-out change tries a trick.
  private static func repository(_ trick: Trick) throws -> TeamRepository {
    let team = try TeamRepository()
    let outcome = try team.step(trick.script)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    try team.commit("A trick")
    return team
  }

  @Test("With FIREBREAK_BASE, the gate stays red or closed", arguments: tricks)
  func explicit(_ trick: Trick) throws {
    let team = try Self.repository(trick)
    defer { team.remove() }
    let variables = trick.variables.mapValues { $0.replacing("$PWD", with: team.folder.path) }
    let outcome = try team.step(
      Self.gate, Self.traces.merging(variables) { $1 }.merging(["FIREBREAK_BASE": "main"]) { $1 })
    #expect(outcome.exitCode == (trick.variables["FIREBREAK_BASELINE"] == "none" ? 3 : 1), "\(outcome.output)\(outcome.errors)")
  }

  @Test(
    "It is the default in pull requests of each server",
    arguments: [
      ["GITHUB_BASE_REF": "main"], ["GITHUB_ACTIONS": "", "CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"],
      ["GITHUB_ACTIONS": "", "CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"],
      ["GITHUB_ACTIONS": "", "CHANGE_TARGET": "main"],
    ])
  func servers(_ variables: [String: String]) throws {
    let team = try Self.repository(Self.tricks[0])
    defer { team.remove() }
    try team.git("update-ref refs/remotes/origin/main main")
    let outcome = try team.step(Self.gate, Self.traces.merging(variables) { $1 })
    #expect(outcome.exitCode == 1, "\(outcome.output)\(outcome.errors)")
    let opened = try team.step(
      Self.gate, Self.traces.merging(variables) { $1 }.merging(["FIREBREAK_BASE": "none"]) { $1 })
    #expect(opened.exitCode == 0)
    #expect(try team.read("firebreak-report/report.md").contains("it can relax its own rules"))
  }

  @Test("A policy that only the change has is not picked up where the base has none")
  func firstPolicy() throws {
    let team = try TeamRepository()
    defer { team.remove() }
    try team.git("checkout --quiet main")
    try team.git("rm --quiet firebreak.yml")
    try team.commit("No policy")
    try team.git("checkout --quiet -b relax")
    try team.write("fail-on: none\n", to: "firebreak.yml")
    try team.commit("Relax")
    let outcome = try team.step(Self.gate, Self.traces.merging(["FIREBREAK_BASE": "main"]) { $1 })
    #expect(outcome.exitCode == 1, "\(outcome.output)")
    #expect(!outcome.output.contains("lets no finding fail"))
  }

  @Test("The report says what the change's own policy would give, and how to land it")
  func proposal() throws {
    let team = try Self.repository(Self.tricks[0])
    defer { team.remove() }
    #expect(try team.step(Self.gate, Self.traces.merging(["FIREBREAK_BASE": "main"]) { $1 }).exitCode == 1)
    let report = try team.read("firebreak-report/report.md")
    #expect(report.contains("With this pull request's policy, the gate would pass"))
    #expect(report.contains("To land it, merge the change of the policy first"))
    // A policy that cannot be read is said, and changes nothing either.
    try team.write("fail-on: [\n", to: "firebreak.yml")
    #expect(try team.step(Self.gate, Self.traces.merging(["FIREBREAK_BASE": "main"]) { $1 }).exitCode == 1)
    #expect(try team.read("firebreak-report/report.md").contains("cannot be used"))
  }

  @Test("Without a pull request, a deleted baseline keeps the gate closed until somebody asks for none")
  func deleted() throws {
    let team = try Self.repository(Self.tricks[3])
    defer { team.remove() }
    let closed = try team.step(Self.gate, ["FIREBREAK_PATHS": "traces/main.jsonl"])
    #expect(closed.exitCode == 3)
    try team.write("version: 1\n", to: "firebreak.yml")
    #expect(try team.step(Self.gate, ["FIREBREAK_PATHS": "traces/main.jsonl"]).exitCode == 3)
    let asked = try team.step(Self.gate, ["FIREBREAK_PATHS": "traces/main.jsonl", "FIREBREAK_BASELINE": "none"])
    #expect(asked.exitCode == 0, "\(asked.output)")
    #expect(asked.output.contains("No baseline: only the limits were judged."))
  }

  @Test("What git cannot tell closes the gate with the true cause")
  func causes() throws {
    let team = try Self.repository(Self.tricks[0])
    defer { team.remove() }
    let shallow = try team.step(
      "git clone --quiet --depth 1 \"file://$PWD\" .server/shallow && cp -r traces .server/shallow && cd .server/shallow && "
        + Self.gate, Self.traces.merging(["GITHUB_BASE_REF": "main"]) { $1 })
    #expect(shallow.exitCode == 2)
    #expect(shallow.errors.contains("this clone is shallow"), "\(shallow.errors)")
    let outside = try team.step(
      "rm -rf .git && " + Self.gate, Self.traces.merging(["FIREBREAK_BASE": "main"]) { $1 })
    #expect(outside.exitCode == 2)
    #expect(outside.errors.contains("is not a git repository"), "\(outside.errors)")
  }

  @Test("A checkout of another owner is named with its remedy; the server's own is trusted", .enabled(if: getuid() == 0))
  func owner() throws {
    let team = try Self.repository(Self.tricks[0])
    defer { team.remove() }
    let variables = Self.traces.merging(["FIREBREAK_BASE": "main", "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"]) { $1 }
    let refused = try team.step(Self.gate, variables)
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("dubious ownership"), "\(refused.errors)")
    #expect(refused.errors.contains("git config --global --add safe.directory"))
    let services = try team.step("\"$GITHUB_ACTION_PATH/scripts/ci/changed-services\" services main", variables)
    #expect(services.exitCode == 0 && services.output.isEmpty)
    #expect(services.errors.contains("dubious ownership"))
    let place = try team.step("pwd -P").output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try team.step(Self.gate, variables.merging(["GITHUB_WORKSPACE": place]) { $1 }).exitCode == 1)
  }

  @Test("A comment that cannot be written is reported, and opens nothing", arguments: ["comment-github", "comment-gitlab"])
  func comment(_ script: String) throws {
    let team = try Self.repository(Self.tricks[0])
    defer { team.remove() }
    let keep = ["FIREBREAK_BASE": "main", "FIREBREAK_KEEP_GOING": "1"]
    #expect(try team.step(Self.gate, Self.traces.merging(keep) { $1 }).exitCode == 0)
    // A path with the tools of the system, and without those that write comments.
    let tools = """
      mkdir .server/tools; for tool in bash sed head tr cat mktemp rm dirname printf env; do \
      ln -s "$(command -v $tool)" .server/tools/$tool; done; PATH=$PWD/.server/tools
      """
    let variables = [
      "FIREBREAK_PULL_REQUEST": "7", "FIREBREAK_TOKEN": "t", "CI_MERGE_REQUEST_IID": "3", "CI_PROJECT_ID": "5",
      "CI_API_V4_URL": "https://g/api/v4",
    ]
    let outcome = try team.step("\(tools); bash \"$GITHUB_ACTION_PATH/scripts/ci/\(script)\"", variables)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("no comment was written"), "\(outcome.errors)")
    #expect(outcome.output.contains("::warning title=Firebreak::no comment was written"))
    #expect(try team.read(".server/summary.md").contains("No comment was written"))
    #expect(try team.step("\"$GITHUB_ACTION_PATH/scripts/ci/verdict\"").exitCode == 1)
  }

  @Test(
    "Changed services: both sides of a rename, and all of them in doubt",
    arguments: [
      ("git mv services/orders/main.txt services/mail/orders.txt; echo 1 >services/orders/keep", "mail,orders"),
      ("mkdir shared; git mv services/mail/main.txt shared/lib.txt", ""),
      ("mkdir 'services/a,b'; echo 1 >'services/a,b/main.txt'", ""),
      ("mkdir services/$'a\\nb'; echo 1 >services/$'a\\nb/main.txt'", ""),
      ("mkdir 'services/ a'; echo 1 >'services/ a/main.txt'", ""),
      ("mkdir 'services/a b' services/-c; echo 1 >'services/a b/x'; echo 1 >services/-c/x", "-c,a b,orders"),
      ("git rm -rq services/mail", ""),
    ])
  func services(_ script: String, _ expected: String) throws {
    let team = try Self.repository(Trick(testDescription: "", script: script))
    defer { team.remove() }
    let command = "\"$GITHUB_ACTION_PATH/scripts/ci/changed-services\""
    let outcome = try team.step("\(command) services main")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output == (expected.isEmpty ? "" : expected + "\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("every service is judged") == expected.isEmpty)
    // From inside of the repository, at a detached head, and with a revision that is none.
    #expect(try team.step("git checkout -q --detach; cd services; \(command) . main").output == outcome.output)
    #expect(try team.step("\(command) services --output=x").output.isEmpty)
    #expect(try team.step("\(command) services nowhere").errors.contains("the revision nowhere is not here"))
  }
}
