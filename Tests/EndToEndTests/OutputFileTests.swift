import Foundation
import Testing

@Suite("Files that the command writes")
struct OutputFileTests {
  /// Every way to write a file, with the words for writing it over an old one.
  static let writers = [
    "report healthy.jsonl --format csv --output out.json", "report healthy.jsonl --format csv --output out.html",
    "gate healthy.jsonl --format csv --output out.sarif", "render saved.json --format csv --output out.md",
    "diff healthy.jsonl saved.json --output out.json", "summarize healthy.jsonl --output out.json",
    "merge summary.json --output out.json", "baseline healthy.jsonl --update replace --output out.json",
    "init healthy.jsonl --force --baseline out.json --output p.yml",
  ]

  private func prepared() throws -> ShellScript {
    let script = try ShellScript()
    let outcome = try script.run(
      "$firebreak report healthy.jsonl -o saved.json >/dev/null && $firebreak summarize healthy.jsonl -o summary.json")
    #expect(outcome.exitCode == 0)
    return script
  }

  private static func file(_ writer: String) -> String {
    writer.split(separator: " ").map(String.init).last { $0.hasPrefix("out.") } ?? ""
  }

  @Test("a file that cannot be written whole leaves the old one, and nothing beside it", arguments: writers)
  func noRoom(writer: String) throws {
    let script = try prepared()
    defer { script.remove() }
    let file = Self.file(writer)
    let outcome = try script.run(
      "echo old >\(file); ulimit -f 0; trap '' XFSZ; $firebreak \(writer) >/dev/null; code=$?; cat \(file); exit $code")
    #expect(outcome.exitCode == 2)
    #expect(outcome.output == "old\n")
    #expect(outcome.errors.contains("firebreak: error: cannot write \(file): File too large"))
    #expect(try !script.names().contains { $0.hasPrefix(".firebreak") })
  }

  @Test("a link stays a link, the mode is kept, and a new file follows the mask", arguments: writers)
  func linksAndModes(writer: String) throws {
    let script = try prepared()
    defer { script.remove() }
    let file = Self.file(writer)
    let outcome = try script.run(
      """
      umask 027; mkdir sub
      $firebreak \(writer) >/dev/null; stat -c %a \(file); mv \(file) first
      echo old >sub/target; chmod 604 sub/target; ln -s sub/target \(file)
      $firebreak \(writer) >/dev/null; readlink \(file); stat -c %a sub/target; cmp first sub/target
      rm sub/target; $firebreak \(writer) >/dev/null; readlink \(file); cmp first sub/target
      """)
    #expect(outcome.output == "640\nsub/target\n604\nsub/target\n")
  }

  @Test("a kill at any moment leaves the old file or the new one, whole", arguments: writers.indices.map { $0 })
  func kills(writer: Int) throws {
    let script = try prepared()
    defer { script.remove() }
    let writer = Self.writers[writer]
    let file = Self.file(writer)
    let outcome = try script.run(
      """
      $firebreak \(writer) >/dev/null; mv \(file) whole; echo old >old
      for i in $(seq 8); do
        cp old \(file); before=$(stat -c %i-%s \(file))
        $firebreak \(writer) >/dev/null 2>&1 & p=$!
        if [ $((i % 2)) = 0 ]; then
          signal=KILL
          while kill -0 $p 2>/dev/null && [ "$(stat -c %i-%s \(file))" = "$before" ]; do :; done
        else
          signal=TERM; sleep 0.0$((i * 11))
        fi
        kill -$signal $p 2>/dev/null; wait $p 2>/dev/null
        cmp -s old \(file) || cmp -s whole \(file) || echo "broken after $signal"
      done
      ls -A | grep ^.firebreak || true
      """)
    #expect(outcome.output == "")
  }

  @Test("devices, pipes and open descriptors are written as they are")
  func streams() throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run(
      """
      $firebreak summarize healthy.jsonl -o - | cmp - summary.json
      $firebreak summarize healthy.jsonl -o /dev/stdout | cmp - summary.json
      echo before >out; $firebreak summarize healthy.jsonl -o /dev/stdout >>out; sed 1d out | cmp - summary.json
      $firebreak summarize healthy.jsonl -o /dev/fd/3 3>third; cmp third summary.json
      mkfifo pipe.json; cat pipe.json >got & $firebreak report healthy.jsonl -f csv -o pipe.json >/dev/null; echo $?
      wait; cmp got saved.json; test -p pipe.json && echo pipe
      mkfifo short.json; head -c 10 short.json >/dev/null & $firebreak report healthy.jsonl -f csv -o short.json >/dev/null; echo $?
      exec 4> >(cat >fourth); $firebreak summarize healthy.jsonl -o /proc/$$/fd/4; exec 4>&-; sleep 0.5
      cmp fourth summary.json
      ln -s /dev/stdout out.json; $firebreak report healthy.jsonl -f csv -o out.json >with.csv; head -c 20 with.csv | head -n 1
      $firebreak summarize healthy.jsonl -o /dev/null; test -c /dev/null && echo device
      """)
    #expect(outcome.output == "0\npipe\n0\n{\ndevice\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test(
    "an output that cannot be written keeps no other one from being written, and names the reason",
    arguments: [
      ("missing/x.json", "No such file or directory"), ("folder.json", "Is a directory"),
      ("loop.json", "Too many levels of symbolic links"), ("file/x.json", "Not a directory"),
      ("nowhere.json", "No such file or directory"), (String(repeating: "x", count: 300) + ".json", "File name too long"),
    ])
  func reasons(file: String, reason: String) throws {
    let script = try prepared()
    defer { script.remove() }
    for (command, code) in [("report healthy.jsonl", 2), ("gate healthy.jsonl --policy strict.yml", 1)] {
      let outcome = try script.run(
        """
        mkdir -p folder.json; ln -sf loop.json loop.json; touch file; ln -sf gone/x.json nowhere.json; rm -f good.md
        $firebreak \(command) -f csv -o \(file) -o good.md >out.csv; echo $?; test -s good.md && test -s out.csv && echo both
        """)
      #expect(outcome.output == "\(code)\nboth\n")
      #expect(outcome.errors == "firebreak: error: cannot write \(file): \(reason)\n")
    }
  }

  @Test(
    "an output that is one of the inputs is refused before anything is read",
    arguments: [
      "report in.json -f csv --output in.json", "report in.json -f csv --output ./link.json",
      "report in.json -f csv --output hard.json", "report - -f csv --output in.json",
      "summarize in.json --output in.json", "merge summary.json summary.json --output summary.json",
      "render saved.json --output saved.json", "diff saved.json in.json --output saved.json",
      "baseline in.json --output in.json", "init in.json --force --baseline in.json",
      "gate in.json --baseline saved.json --output saved.json",
      "gate in.json --policy strict.yml --output link.md", "report traces -f csv --output traces/in.json",
    ])
  func inputs(words: String) throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run(
      """
      cp healthy.jsonl in.json; ln -s in.json link.json; ln in.json hard.json; ln -s strict.yml link.md
      mkdir traces; cp in.json traces; cp in.json before.json; cp saved.json saved.before; cp strict.yml strict.before
      $firebreak \(words) <in.json; code=$?
      cmp in.json before.json; cmp saved.json saved.before; cmp strict.yml strict.before; cmp traces/in.json before.json
      exit $code
      """)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("would be overwritten"))
  }

  @Test("two outputs that lead to one file are refused")
  func oneFile() throws {
    let script = try prepared()
    defer { script.remove() }
    for words in ["init healthy.jsonl -o a.yml --baseline ./a.yml", "report healthy.jsonl -o b.md -o link.html"] {
      let outcome = try script.run("ln -sf b.md link.html; $firebreak \(words)")
      #expect(outcome.exitCode == 2)
      #expect(outcome.errors.contains("are the same file"))
    }
  }

  @Test("two runs to one output leave it whole, whichever comes last")
  func together() throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run(
      """
      for i in 1 2 3 4 5 6; do $firebreak report healthy.jsonl -f csv -o both.json >/dev/null & done; wait
      cmp both.json saved.json; ls -A | grep ^.firebreak || true
      """)
    #expect(outcome.output.isEmpty)
  }

  @Test("a file in a folder that takes no new ones is written where it is", .enabled(if: geteuid() != 0))
  func lockedFolder() throws {
    let script = try prepared()
    defer { script.remove() }
    let outcome = try script.run(
      """
      mkdir locked; echo old >locked/a.json; echo old >locked/b.json; chmod 444 locked/b.json; chmod 555 locked
      $firebreak report healthy.jsonl -f csv -o locked/a.json -o locked/b.json >/dev/null; echo $?
      cmp locked/a.json saved.json; cat locked/b.json; chmod 755 locked
      """)
    #expect(outcome.output == "2\nold\n")
  }
}
