import Foundation
import Testing

@Suite("Inputs that can be read once")
struct PipeInputTests {
  private func prepared() throws -> ShellScript {
    let script = try ShellScript()
    let outcome = try script.run(
      """
      $firebreak report healthy.jsonl -o saved.json >whole.txt && $firebreak summarize healthy.jsonl -o summary.json &&
      $firebreak baseline healthy.jsonl -o baseline.json && $firebreak gate healthy.jsonl --baseline baseline.json >gate.txt
      gzip -c healthy.jsonl >healthy.gz; gzip -c summary.json >summary.gz
      """)
    #expect(outcome.exitCode == 0)
    return script
  }

  @Test(
    "a pipe gives what its file gives",
    arguments: [
      ("report <(cat healthy.jsonl)", "whole.txt"), ("report /dev/stdin <healthy.jsonl", "whole.txt"),
      ("report - < <(cat healthy.jsonl)", "whole.txt"), ("report /dev/fd/5 5< <(cat healthy.jsonl)", "whole.txt"),
      ("report -f csv <(head -n 20 healthy.jsonl) <(tail -n +21 healthy.jsonl)", "edges.csv"),
      ("report <(cat healthy.gz)", "whole.txt"), ("report --threads 1 <(cat healthy.jsonl)", "whole.txt"),
      ("report - <summary.json", "report-summary.txt"), ("report <(cat summary.json)", "report-summary.txt"),
      ("report - <summary.gz", "report-summary.txt"),
      ("gate healthy.jsonl --baseline <(cat baseline.json)", "gate.txt"),
      ("gate healthy.jsonl --baseline - <baseline.json", "gate.txt"),
      ("gate <(cat healthy.jsonl) --baseline <(cat baseline.json)", "gate.txt"),
      ("gate healthy.jsonl --baseline baseline.json --policy <(echo 'rules: {}')", "gate.txt"),
      ("render - <saved.json", "whole.txt"), ("render <(cat saved.json)", "whole.txt"),
      ("merge - --output - <summary.json", "summary.json"), ("merge <(cat summary.json) --output -", "summary.json"),
      ("diff <(cat saved.json) <(cat baseline.json)", "diff.txt"), ("diff - <(cat summary.json) <healthy.jsonl", "diff.txt"),
      ("diff saved.json - <baseline.json", "diff.txt"),
    ])
  func same(words: String, file: String) throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run(
      """
      $firebreak report healthy.jsonl -f csv >edges.csv; $firebreak report summary.json >report-summary.txt
      $firebreak diff saved.json baseline.json >diff.txt
      $firebreak \(words)
      """)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output == (try script.text(file)))
    #expect(outcome.errors.isEmpty)
  }

  @Test("a named pipe is opened once", arguments: ["report pipe", "summarize pipe -o /dev/null", "diff pipe saved.json"])
  func namedPipe(words: String) throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run("mkfifo pipe; cat healthy.jsonl >pipe & timeout 30 $firebreak \(words) >/dev/null")
    #expect(outcome.exitCode == 0)
    let slow = try script.run(
      "mkfifo slow; (head -c 100; sleep 0.3; cat) <healthy.jsonl >slow & timeout 30 $firebreak report slow")
    #expect(slow.output == (try script.text("whole.txt")))
  }

  @Test(
    "a pipe that is named twice is refused",
    arguments: [
      "report - -", "report - /dev/stdin", "report /dev/fd/0 -", "gate - --baseline -", "gate - --baseline /dev/stdin",
      "gate healthy.jsonl --baseline - --policy /dev/stdin", "diff - -", "merge - /dev/stdin --output x",
      "report pipe ./pipe", "explain - - payment", "simulate - /dev/stdin --fail payment", "summarize - - --output x",
      "baseline - --policy - --output x", "init - /proc/self/fd/0",
    ])
  func twice(words: String) throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run("mkfifo pipe; $firebreak \(words) <healthy.jsonl")
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("can be read only once"))
  }

  @Test(
    "a document that was given to the wrong command is named with the right one",
    arguments: [
      ("report saved.json", "saved.json: this is a saved report, not traces; firebreak render"),
      ("report - <saved.json", "-: this is a saved report, not traces"),
      ("gate baseline.json", "this is a baseline, not traces; firebreak gate --baseline"),
      ("render summary.json", "this is a summary, not a saved report; firebreak report"),
      ("render baseline.json", "this is a baseline, not a saved report"),
      ("render healthy.jsonl", "this is not a report that firebreak saved"),
      ("gate healthy.jsonl --baseline saved.json", "this is a saved report, not a baseline"),
      ("gate healthy.jsonl --baseline summary.json", "this is a summary, not a baseline"),
      ("gate healthy.jsonl --policy baseline.json", "this is a baseline, not a policy"),
      ("merge saved.json --output x", "this is a saved report, not a summary"),
      ("merge healthy.jsonl --output x", "this is not a summary; make one with firebreak summarize"),
      ("merge summary.json nosuch --output x", "nosuch: cannot be opened: No such file or directory"),
      ("gate healthy.jsonl --baseline nosuch", "nosuch: cannot be opened: No such file or directory"),
      ("policy check nosuch", "nosuch: cannot be opened: No such file or directory"),
      ("render .", ".: cannot be read: Is a directory"),
    ])
  func mistaken(words: String, message: String) throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run("$firebreak \(words)")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains(message))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("a name that is not UTF-8 is a name like any other", .enabled(if: isLinux))
  func foreignNames() throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run(
      """
      name=$(printf 'caf\\xe9'); mkdir "$name"; cp healthy.jsonl "$name/$name.jsonl"
      for path in "$name/$name.jsonl" "$name"; do
        $firebreak report "$path" --output "$name.txt" --width 80 | cmp - whole.txt && test -s "$name.txt" && echo same
      done
      $firebreak report "$name.gone"; echo '{bad' >"$name/$name.jsonl"; $firebreak report "$name" >/dev/null
      """)
    #expect(outcome.output == "same\nsame\n")
    #expect(outcome.errors.contains("firebreak: error: caf\\xE9.gone: No such file or directory"))
    #expect(outcome.errors.contains("caf\\xE9/caf\\xE9.jsonl"))
  }

  static var isLinux: Bool {
    #if os(Linux)
      true
    #else
      false
    #endif
  }
}
