import Foundation
import Testing

/// A program called `dot` on the path does what it likes; the command does not.
@Suite("The picture in HTML and Graphviz")
struct GraphvizTests {
  /// What a `dot` may do. It leaves its own number, and that of its child, in `numbers`.
  static let bad = [
    ("fails", "exit 1"), ("answers nonsense", "cat >/dev/null; echo graph 1 4"), ("answers nothing", "exit 0"),
    ("dies", "kill -9 $$"), ("never ends", "echo $$ >numbers; exec sleep 1000"),
    ("leaves a child that keeps the pipe", "sleep 1000 & echo $! >numbers; exit 0"),
    ("never ends, and neither does its child", "sleep 1000 & echo $! $$ >numbers; wait"),
    ("ignores all signals", "trap '' TERM INT HUP PIPE; echo $$ >numbers; while :; do sleep 1; done"),
  ]

  private func script(dot: String) throws -> ShellScript {
    let script = try ShellScript()
    _ = try script.run("mkdir bin; printf '%s\\n' '#!/bin/bash' \"$dot\" >bin/dot; chmod +x bin/dot", environment: ["dot": dot])
    return script
  }

  @Test("is not asked unless somebody wants it, so the page depends on the input alone", arguments: ["report", "gate"])
  func notAsked(command: String) throws {
    let script = try script(dot: "touch asked")
    defer { script.remove() }
    let outcome = try script.run(
      """
      $firebreak \(command) healthy.jsonl -f html >without.html
      PATH=$PWD/bin:$PATH $firebreak \(command) healthy.jsonl -f html >with.html; cmp with.html without.html
      PATH=$PWD/bin:$PATH $firebreak \(command) healthy.jsonl -f text --layout dot >/dev/null; ls
      """)
    #expect(!outcome.output.contains("asked") && outcome.errors.isEmpty)
  }

  @Test("that goes wrong costs a warning, and leaves no process", arguments: bad)
  func goesWrong(name: String, dot: String) throws {
    let script = try script(dot: dot)
    defer { script.remove() }
    let outcome = try script.run(
      """
      $firebreak report healthy.jsonl -f html >without.html
      PATH=$PWD/bin:$PATH $firebreak report healthy.jsonl -f html --layout dot >with.html; echo $?; cmp with.html without.html
      sleep 0.2; for n in $(cat numbers 2>/dev/null); do ps -o stat= -p $n | grep -qv Z && echo "$n lives"; done
      """)
    #expect(outcome.output == "0\n", "\(name)")
    #expect(outcome.errors.hasPrefix("firebreak: warning: Graphviz"))
    #expect(outcome.errors.contains("Firebreak's own layout"))
  }

  @Test("ends with the command that is interrupted", arguments: ["INT", "TERM", "HUP"])
  func interrupted(signal: String) throws {
    let script = try script(dot: "echo $$ >numbers; exec sleep 1000")
    defer { script.remove() }
    let outcome = try script.run(
      """
      set -m; PATH=$PWD/bin:$PATH $firebreak report healthy.jsonl -f html --layout dot >/dev/null & p=$!
      for i in $(seq 200); do test -s numbers && break; sleep 0.05; done
      kill -\(signal) $p; wait $p; echo $(($? > 128)); sleep 0.2; ps -o stat= -p $(cat numbers) | grep -qv Z && echo lives
      """)
    #expect(outcome.output == "1\n")
  }

  @Test("few open files are an error at most", arguments: 3...16)
  func fewFiles(number: Int) throws {
    let script = try script(dot: "cat >/dev/null")
    defer { script.remove() }
    let outcome = try script.run(
      """
      PATH=$PWD/bin:$PATH
      (ulimit -n \(number); exec $firebreak report healthy.jsonl -f html --layout dot -o a.html -o b.json) >/dev/null 2>&1
      echo $?
      """)
    #expect(["0\n", "2\n", "3\n", "127\n"].contains(outcome.output), "\(number): \(outcome.output)")
  }

  @Test(
    "draws the picture where it is installed",
    .enabled(if: ["/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"].contains(where: FileManager.default.isExecutableFile)))
  func drawn() throws {
    let script = try ShellScript()
    defer { script.remove() }
    let outcome = try script.run(
      """
      $firebreak report healthy.jsonl -f html >own.html; $firebreak report healthy.jsonl -f html --layout dot >dot.html
      cmp -s own.html dot.html || echo differs; grep -c 'class="graph' dot.html
      """)
    #expect(outcome.output == "differs\n1\n")
    #expect(outcome.errors.isEmpty)
  }
}
