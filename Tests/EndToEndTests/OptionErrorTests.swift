import Testing

@Suite("Options that are refused")
struct OptionErrorTests {
  @Test(
    "an error names the option, the value and what is allowed",
    arguments: [
      ("--threads -1", ["--threads", "'-1'", "from 1 to 1024"]), ("--threads 100000", ["'100000'", "from 1 to 1024"]),
      ("--threads two", ["--threads", "'two'", "0 for one per processor"]), ("--width -5", ["--width", "'-5'", "from 40"]),
      ("--width 39", ["'39'", "from 40"]), ("--memory 10X", ["--memory", "'10X'", "K, M or G", "512M"]),
      ("--memory -1G", ["'-1G'", "K, M or G"]), ("--memory 99999999999999999999G", ["--memory", "K, M or G"]),
      ("--layout neato", ["--layout", "'neato'", "own", "dot"]),
    ])
  func values(option: String, parts: [String]) throws {
    let outcome = try BuiltCommand.run(["report", "x.json"] + option.split(separator: " ").map(String.init))
    #expect(outcome.exitCode == 2)
    for part in parts { #expect(outcome.errors.contains(part), "\(outcome.errors)") }
  }

  @Test(
    "an unknown command is answered with the nearest",
    arguments: [
      (["reprot", "x"], "did you mean 'report'?"), (["gaet"], "did you mean 'gate'?"),
      (["policy", "chekc"], "did you mean 'check'?"), (["zzzzzz"], "It has: report, gate,"),
      (["simulat", "x", "--fail", "y"], "did you mean 'simulate'?"),
    ])
  func commands(arguments: [String], answer: String) throws {
    let outcome = try BuiltCommand.run(arguments)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains(answer))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("help and version are still answered", arguments: [["--help"], ["help"], ["help", "report"], ["--version"], []])
  func help(arguments: [String]) throws {
    let outcome = try BuiltCommand.run(arguments)
    #expect(outcome.exitCode == 0)
    #expect(!outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test("as many threads as are allowed give the same bytes")
  func threads() throws {
    let healthy = BuiltCommand.recording("healthy.otlp.jsonl")
    let one = try BuiltCommand.run(["report", healthy, "--threads", "1"])
    let many = try BuiltCommand.run(["report", healthy, "--threads", "1024"])
    #expect(many.exitCode == 0)
    #expect(many.output == one.output)
  }
}
