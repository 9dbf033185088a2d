import Foundation
import Testing

@testable import TraceIngestion

/// Directories whose links could be followed for ever.
@Suite struct InputFilesTests {
  @Test func `a directory that many links lead to is read once`() throws {
    let directory = try TemporaryDirectory()
    let root = directory.url
    let depth = 40
    for level in 0..<depth {
      try FileManager.default.createDirectory(
        at: root.appending(path: "d\(level)"), withIntermediateDirectories: true)
    }
    for level in 0..<depth - 1 {
      for name in ["a", "b"] {
        try FileManager.default.createSymbolicLink(
          atPath: root.appending(path: "d\(level)/\(name)").path, withDestinationPath: "../d\(level + 1)")
      }
    }
    try directory.write([1], to: "d\(depth - 1)/last.json")
    let inputs = try InputFiles(paths: [root.appending(path: "d0").path])
    #expect(inputs.files.count == 1)
    #expect(inputs.files.first?.name == "d0/" + String(repeating: "a/", count: depth - 1) + "last.json")
  }

  @Test func `links that lead up are not followed`() throws {
    let directory = try TemporaryDirectory()
    try directory.write([1], to: "outer/inner/one.json")
    try directory.write([1], to: "outer/two.json")
    let inner = directory.url.appending(path: "outer/inner")
    for (name, target) in [("up", ".."), ("root", "/"), ("self", ".")] {
      try FileManager.default.createSymbolicLink(
        atPath: inner.appending(path: name).path, withDestinationPath: target)
    }
    let inputs = try InputFiles(paths: [inner.path])
    #expect(inputs.files.map(\.name) == ["inner/one.json"])
    #expect(inputs.unreadable.isEmpty)
  }
}
