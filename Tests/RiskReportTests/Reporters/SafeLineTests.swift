import Testing

@testable import RiskReport

@Suite("Lines and words for streams")
struct SafeLineTests {
  @Test(
    "a line is one line and no command to a build server",
    arguments: [
      ("a\nb", "a\\nb"), ("::error::x", "\\u{3A}:error::x"), (" \u{A0}::set-output", " \u{A0}\\u{3A}:set-output"),
      ("a::b", "a::b"), ("x ##vso[task]", "x \\u{23}#vso[task]"), ("##[error]", "\\u{23}#[error]"),
      ("##teamcity[x]", "\\u{23}#teamcity[x]"), ("## heading", "## heading"), ("\u{1B}[31m", "\\u{1B}[31m"),
      ("\u{9B}\u{7F}\u{202E}\u{FEFF}", "\\u{9B}\\u{7F}\\u{202E}\\u{FEFF}"), ("", ""), ("é 日本", "é 日本"),
    ])
  func line(text: String, line: String) {
    #expect(SafeText.line(text) == line)
  }

  @Test(
    "a word is quoted only where a shell would read more into it",
    arguments: [
      ("traces/a-1.json", "traces/a-1.json"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$(x)", "'$(x)'"),
      ("a;b", "'a;b'"), ("-rf", "./-rf"), ("-", "-"), ("--x y", "'./--x y'"), ("=x", "'=x'"), ("~", "'~'"), ("*", "'*'"),
      ("café", "café"), ("a\nb", "'a\\nb'"), ("\u{202E}", "'\\u{202E}'"), ("x=1,y:2@z%+", "x=1,y:2@z%+"), ("#a", "'#a'"),
    ])
  func shell(word: String, quoted: String) {
    #expect(SafeText.shell(word) == quoted)
  }
}
