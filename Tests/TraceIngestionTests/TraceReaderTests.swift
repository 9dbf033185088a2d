import Foundation
import Testing
import TraceIngestion
import TraceModel

@Suite struct TraceReaderTests {
  static let line = Array((OTLP.span() + "\n").utf8)

  static func read(_ paths: [String]) throws -> Reading {
    var reader = TraceReader()
    let batch = try reader.read(paths: paths)
    return Reading(batch: batch, counts: reader.counts)
  }

  @Test func `directories are read recursively, hidden files left out, texts noted`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.line, to: "b/two.json")
    try directory.write(Self.line, to: "a.json")
    try directory.write(Compression.gzip(Self.line), to: "b/c/three")
    try directory.write(Self.line, to: ".hidden/four.json")
    try directory.write(Self.line, to: "b/.five.json")
    try directory.write(Array("# notes\n{\nmore {\"x\":1}\n".utf8), to: "README.md")
    try directory.write(Array("{\"menu\":[]}".utf8), to: "config.json")
    let reading = try Self.read([directory.url.path])
    #expect(reading.counts.spans == 3)
    #expect(reading.counts.files == 5)
    #expect(reading.counts.filesWithoutSpans == 2)
    #expect(reading.diagnostics == ["other-file": 2])
    #expect(!reading.batch.diagnostics.hasLoss)
  }

  @Test func `an absolute path is named from its last component on`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Array("x".utf8), to: "day/notes.txt")
    let file = try directory.write(Array("oops".utf8), to: "cut.json")
    let name = directory.url.lastPathComponent
    #expect(
      try Self.read([directory.url.path]).diagnostic("other-file")?.examples.map(\.file) == [
        "\(name)/cut.json", "\(name)/day/notes.txt",
      ])
    #expect(try Self.read([file]).diagnostic("garbage-between-records")?.examples.map(\.file) == ["cut.json"])
    #expect(
      try Self.read([directory.url.path + "//"]).diagnostic("other-file")?.examples.first?.file.hasPrefix(name) == true
    )
  }

  @Test func `links that go around are followed once`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.line, to: "a/one.json")
    let loop = directory.url.appending(path: "a/loop").path
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: directory.url.path)
    #expect(try Self.read([directory.url.path]).counts.spans == 1)
  }

  @Test func `a link to nowhere in a directory is a loss, not an error`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.line, to: "one.json")
    let link = directory.url.appending(path: "gone.json").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/nowhere/at/all")
    let reading = try Self.read([directory.url.path])
    #expect(reading.counts.spans == 1)
    #expect(reading.diagnostics == ["unreadable-file": 1])
    #expect(reading.batch.diagnostics.hasLoss)
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `a file that may not be read is a loss, not an error`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.line, to: "one.json")
    let secret = try directory.write(Self.line, to: "secret.json")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: secret)
    #expect(try Self.read([directory.url.path]).diagnostics == ["unreadable-file": 1])
  }

  @Test func `a path that does not exist is an error that names it`() {
    let error = #expect(throws: IngestionError.self) { try Self.read(["no/such/file.json"]) }
    #expect(error?.code == .noSuchFile)
    #expect(error?.description == "no/such/file.json: No such file or directory")
    #expect(throws: IngestionError.self) { try Self.read([]) }
  }

  @Test func `a directory without files is told`() throws {
    let directory = try TemporaryDirectory()
    #expect(try Self.read([directory.url.path]).diagnostics == ["empty-directory": 1])
  }

  @Test func `counts add up over calls`() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write(Self.line, to: "one.json")
    var reader = TraceReader()
    _ = try reader.read(paths: [file])
    _ = try reader.read(paths: [file, file])
    #expect(reader.counts.files == 3)
    #expect(reader.counts.spans == 3)
    #expect(reader.counts.bytes == 3 * Self.line.count)
  }
}
