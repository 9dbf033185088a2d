import Testing

@testable import TraceIngestion

@Suite struct FilePatternTests {
  @Test(
    arguments: [
      ("*.zip", "a/b/c.zip", true), ("*.zip", "a.zip", true), ("*.zip", "a.zip.json", false), ("notes/*", "notes/a", true),
      ("notes/*", "notes/a/b", false), ("notes/**", "notes/a/b", true), ("**/notes/*", "notes/a", true),
      ("**/notes/*", "x/y/notes/a", true), ("run.jso?", "a/run.json", true), ("run.jso?", "run.jso", false),
      ("/run.json", "run.json", true), ("", "a", false), ("*", "a/b", true), ("**", "a/b", true), ("a/**/b", "a/b", true),
      ("a/**/b", "a/x/y/b", true), ("a/**/b", "ab", false), ("é*", "éa", true),
    ])
  func `patterns match as shells match them`(pattern: String, path: String, matches: Bool) {
    #expect(FilePattern(pattern).matches(path[...]) == matches)
  }

  @Test func `no pattern takes long`() {
    let pattern = FilePattern(String(repeating: "*a", count: 60))
    #expect(!pattern.matches(String(repeating: "a", count: 400)[...] + "b"))
  }
}
