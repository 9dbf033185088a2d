import Foundation
import Testing

/// No name, option or content reaches a terminal or a pipeline in a form that does something there.
@Suite("What the command says")
struct InertChannelTests {
  /// A line end and a command to a build server, a colour, and what turns or hides text.
  static let hostile = "x\n::error::pwned\r\u{1B}[31m\u{7F}\u{85}\u{9B}\u{202E}\u{2066}\u{FEFF}\u{200B}##vso[task]##[error]y"

  /// Lines of a shell in which `$bad` is the hostile text.
  static let commands = [
    "$firebreak report \"$bad\"", "$firebreak report healthy.jsonl --format \"$bad\"",
    "$firebreak report healthy.jsonl \"--$bad\"", "$firebreak \"$bad\"", "$firebreak policy \"$bad\"",
    "$firebreak report healthy.jsonl --output \"$bad\"", "$firebreak report healthy.jsonl --output \"$bad/x.json\"",
    "$firebreak report healthy.jsonl --threads \"$bad\"", "$firebreak report healthy.jsonl --memory \"$bad\"",
    "$firebreak report healthy.jsonl --width \"$bad\"", "$firebreak report healthy.jsonl --input-format \"$bad\"",
    "$firebreak gate healthy.jsonl --today \"$bad\"", "$firebreak gate healthy.jsonl --policy \"$bad\"",
    "$firebreak gate healthy.jsonl --baseline \"$bad\"", "$firebreak gate healthy.jsonl --changed \"$bad\"",
    "$firebreak explain healthy.jsonl \"$bad\"", "$firebreak explain \"$bad\"", "$firebreak explain \"$bad\" payment",
    "$firebreak simulate healthy.jsonl --fail \"$bad\"", "$firebreak simulate healthy.jsonl --slow \"$bad\"",
    "$firebreak simulate healthy.jsonl --slow \"$bad=30s\"", "$firebreak simulate healthy.jsonl --queue \"$bad\"",
    "$firebreak simulate healthy.jsonl --queue \"$bad..$bad\"", "$firebreak diff \"$bad\" healthy.jsonl",
    "$firebreak merge \"$bad\" -o x", "$firebreak render \"$bad\"", "$firebreak summarize healthy.jsonl -o \"$bad/x\"",
    "$firebreak baseline healthy.jsonl -o \"$bad/x\"", "cp strict.yml \"$bad.yml\"; $firebreak policy check \"$bad.yml\"",
    "cp healthy.jsonl \"$bad\"; $firebreak init \"$bad\" -o \"$bad.yml\" --baseline \"$bad.json\"",
    "printf '%s\\n' '{bad' >\"$bad\"; $firebreak report \"$bad\"",
    "mkdir d; printf '%s\\n' '{bad' >\"d/$bad\"; $firebreak report d",
    "mkdir d; ln -s nowhere \"d/$bad\"; $firebreak report d", "mkdir \"$bad\"; $firebreak report \"$bad\"",
    "printf '{\"a\": \"%s\"' \"$bad\" >r.json; $firebreak render r.json",
    "printf '\"%b\": 1\\n' \"${bad//$'\\n'/\\\\n}\" >p.yml; $firebreak policy check p.yml",
    "$firebreak policy check hostile.yml", "$firebreak gate healthy.jsonl --policy hostile.yml",
    "$firebreak report ids.json", "$firebreak diff edges.json healthy.jsonl", "$firebreak diff healthy.jsonl edges.json",
    "$firebreak diff healthy.jsonl edges.json -o d.md -f markdown; cat d.md",
    "$firebreak diff healthy.jsonl edges.json -f json", "$firebreak summarize names.json -o -",
    "$firebreak baseline names.json -o -", "$firebreak simulate names.json --fail nothing",
    "$firebreak explain names.json nothing", "$firebreak report healthy.jsonl --layout \"$bad\"",
  ]

  @Test("has nothing in it that steers, hides or commands", arguments: commands)
  func inert(command: String) throws {
    let script = try ShellScript()
    defer { script.remove() }
    func json(_ text: String) -> String {
      let inner = text.unicodeScalars.map { $0.value < 0x20 ? "\\u00" + (($0.value < 16 ? "0" : "") + String($0.value, radix: 16)) : String($0) }
      return "\"" + inner.joined() + "\""
    }
    let bad = json(Self.hostile)
    let span = { (id: String, name: String, service: String) in
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":\(service)}}]},\
      "scopeSpans":[{"spans":[{"traceId":\(id),"spanId":"00f067aa0ba902b7","name":\(name),"kind":2,\
      "startTimeUnixNano":"1000","endTimeUnixNano":"2000"}]}]}]}

      """
    }
    try Data(span(bad, "\"GET /\"", "\"web\"").utf8).write(to: script.folder.appending(path: "ids.json"))
    try Data(span("\"4bf92f3577b34da6a3ce929d0e0e4736\"", bad, bad).utf8)
      .write(to: script.folder.appending(path: "names.json"))
    try Data("\(bad): 1\nfail-on: \(bad)\nwaivers:\n  - {rule: \(bad), node: a, owner: \(bad), reason: r, expires: \(bad)}\n".utf8)
      .write(to: script.folder.appending(path: "hostile.yml"))
    let saved = try script.run("$firebreak report healthy.jsonl -f json").output
    try Data(
      saved.replacing("\"waiting\": \"blocking\"", with: "\"waiting\": \(bad)").replacing("\"payment\"", with: bad).utf8
    ).write(to: script.folder.appending(path: "edges.json"))
    let outcome = try script.run(command, environment: ["bad": Self.hostile])
    for text in [outcome.output, outcome.errors] {
      let raw = text.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
        default: false
        }
      }
      #expect(raw.isEmpty, "\(command): \(raw.map { String($0.value, radix: 16) })\n\(text)")
      #expect(!text.split(separator: "\n").contains { $0.drop(while: \.isWhitespace).hasPrefix("::") }, "\(text)")
      #expect(!text.contains("##vso[") && !text.contains("##[") || text.hasPrefix("{"), "\(text)")
    }
    #expect(!outcome.output.isEmpty || !outcome.errors.isEmpty)
  }

  @Test("the command that init prints is one that a shell takes as it is")
  func pasted() throws {
    let script = try ShellScript()
    defer { script.remove() }
    let outcome = try script.run(
      """
      name="sp ace; touch pwned; it's \\$(touch pwned) x.json"; cp healthy.jsonl "$name"
      $firebreak init "$name" -o "a b.yml" --baseline "c'd.json" >said; tail -n 1 said | grep -c "'a b.yml'"
      eval "$(tail -n 1 said | sed 's/^ *firebreak/$firebreak/')" >/dev/null; echo $?; test ! -e pwned && echo safe
      rm firebreak* ; cp healthy.jsonl -- -dash.json; $firebreak init -- -dash.json | tail -n 1
      """)
    #expect(
      outcome.output == "1\n0\nsafe\n  firebreak gate ./-dash.json --baseline firebreak-baseline.json\n",
      "\(outcome.errors)")
  }

  @Test("no report names a folder of the machine", arguments: StandardOutputTests.formats)
  func places(format: String) throws {
    let script = try ShellScript()
    defer { script.remove() }
    for options in ["--policy $PWD/strict.yml", "--policy $PWD/../${PWD##*/}/strict.yml", ""] {
      let outcome = try script.run(
        "cd / && $firebreak gate $OLDPWD/healthy.jsonl \(options.replacing("$PWD", with: "$OLDPWD")) -f \(format)")
      #expect(!outcome.output.contains(script.folder.lastPathComponent))
      let inside = try script.run("$firebreak gate $PWD/healthy.jsonl \(options) -f \(format)")
      #expect(!inside.output.contains(script.folder.lastPathComponent))
    }
  }
}
