import Foundation
import Testing

/// Whatever becomes of standard output, a verdict stays what it is.
@Suite("Standard output that fails", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
struct StandardOutputTests {
  static let formats = [
    "text", "json", "html", "markdown", "sarif", "junit", "annotations", "dot", "mermaid", "csv",
  ]
  struct Command: Sendable {
    var words: String
    /// What it ends with where standard output takes everything.
    var code: Int32

    init(_ words: String, _ code: Int32 = 0) {
      (self.words, self.code) = (words, code)
    }
  }

  static let reports: [Command] = formats.flatMap { format in
    [
      Command("gate healthy.jsonl --policy strict.yml --format \(format)", 1),
      Command("gate /dev/null --format \(format)", 3), Command("gate healthy.jsonl --format \(format)"),
      Command("report healthy.jsonl --format \(format)"), Command("report /dev/null --format \(format)", 3),
      Command("render saved.json --format \(format)"),
    ]
  }
  static let others: [Command] = [
    Command("diff healthy.jsonl saved.json --format text"), Command("diff healthy.jsonl saved.json --format json"),
    Command("diff healthy.jsonl saved.json --format markdown"),
    Command("simulate healthy.jsonl --fail payment --format text"),
    Command("simulate healthy.jsonl --fail payment --format json"),
    Command("summarize healthy.jsonl --output -"), Command("summarize /dev/null --output -", 3),
    Command("summarize healthy.jsonl --output /dev/stdout"), Command("merge summary.json --output -"),
    Command("baseline healthy.jsonl --output -"), Command("explain healthy.jsonl payment"),
    Command("explain blast-radius"), Command("init healthy.jsonl --force"), Command("policy check strict.yml"),
    Command("policy schema"), Command("--help"), Command("report --help"), Command("--version"),
    Command("gate healthy.jsonl --policy strict.yml --output report.json", 1),
  ]
  /// Every command in every form.
  static let commands: [Command] = reports + others

  /// What standard output is: how that is said, whether it is an error, and whether standard error shows it.
  struct Sink: Sendable {
    var name: String
    var run: @Sendable (String) -> String
    var isError = true
    var isHeard = true
  }

  static let sinks = [
    Sink(name: "a full disk", run: { "\($0) >/dev/full" }),
    Sink(name: "closed", run: { "\($0) >&-" }),
    Sink(name: "closed, as are the other two", run: { "\($0) <&- >&- 2>&-" }, isHeard: false),
    Sink(name: "open for reading only", run: { "\($0) 1</dev/null" }),
    Sink(
      name: "a pipe whose reader has gone", run: { "(sleep 0.05; exec \($0)) | true; (exit ${PIPESTATUS[0]})" },
      isError: false, isHeard: false),
    Sink(name: "a file that may not grow", run: { "(ulimit -f 0; exec \($0) >grown.txt)" }, isHeard: false),
  ]

  @Test("ends with the verdict's code, and with 2 only where that would be 0", arguments: sinks.indices)
  func codes(sink: Int) throws {
    let script = try ShellScript()
    defer { script.remove() }
    let prepared = try script.run(
      "$firebreak report healthy.jsonl -o saved.json >/dev/null && $firebreak summarize healthy.jsonl -o summary.json")
    #expect(prepared.exitCode == 0)
    let sink = Self.sinks[sink]
    let lines = Self.commands.map { sink.run("$firebreak \($0.words) 2>>errors") + "; echo $? >>codes" }
    _ = try script.run(lines.joined(separator: "\n"), seconds: 600)
    let codes = try script.text("codes").split(separator: "\n").map { Int32($0) }
    #expect(codes.count == Self.commands.count)
    for (command, code) in zip(Self.commands, codes) {
      let wanted = command.code == 0 && sink.isError ? 2 : command.code
      #expect(code == wanted, "\(command.words), standard output being \(sink.name)")
    }
    let errors = try script.text("errors")
    if sink.isHeard { #expect(errors.contains("firebreak: error: cannot write standard output: ")) }
    if !sink.isError { #expect(!errors.contains("cannot write")) }
  }

  @Test("a reader that has had enough is no error in any format", arguments: formats)
  func head(format: String) throws {
    let script = try ShellScript()
    defer { script.remove() }
    let outcome = try script.run(
      """
      for i in 1 2 3 4 5; do
        $firebreak gate healthy.jsonl --policy strict.yml --format \(format) | head -c 1 >/dev/null
        echo ${PIPESTATUS[0]}
      done
      """)
    #expect(outcome.output == "1\n1\n1\n1\n1\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test("a socket whose other end has gone is a reader that has had enough")
  func socket() throws {
    let script = try ShellScript()
    defer { script.remove() }
    let outcome = try script.run(
      """
      python3 -c 'import os, socket, subprocess
      ours, theirs = socket.socketpair()
      ours.close()
      print(subprocess.call([os.environ["firebreak"], "gate", "healthy.jsonl", "--policy", "strict.yml"], stdout=theirs))'
      """)
    #expect(outcome.output == "1\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test("the script that completes words is written as it is")
  func completion() throws {
    let script = try BuiltCommand.run(["--generate-completion-script", "bash"])
    #expect(script.exitCode == 0)
    #expect(!script.output.contains("\\u{") && script.output.contains("_firebreak()"))
  }

  @Test("a closed descriptor is not taken by a file that is opened later")
  func closedDescriptors() throws {
    let script = try ShellScript()
    defer { script.remove() }
    let outcome = try script.run(
      "$firebreak report healthy.jsonl --format csv -o a.json -o b.html <&- >&- 2>&-; echo $?")
    #expect(outcome.output == "2\n")
    #expect(try script.text("a.json").hasSuffix("}\n"))
    #expect(try script.text("b.html").hasSuffix("</html>\n"))
  }

  @Test("a pipe that does not let its writer wait gets everything")
  func nonBlocking() throws {
    let script = try ShellScript()
    defer { script.remove() }
    let outcome = try script.run(
      """
      python3 -c 'import fcntl, os, sys, subprocess, time
      reader, writer = os.pipe()
      fcntl.fcntl(writer, fcntl.F_SETFL, os.O_NONBLOCK)
      child = subprocess.Popen([os.environ["firebreak"], "report", "healthy.jsonl", "--format", "html"], stdout=writer)
      os.close(writer); time.sleep(1)
      data = open(reader, "rb").read()
      print(child.wait(), data.endswith(b"</html>\\n"))'
      """)
    #expect(outcome.output == "0 True\n", "\(outcome.errors)")
  }
}
