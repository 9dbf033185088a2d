import Foundation
import Testing

@testable import TraceModel

@Suite struct SpillFileTests {
  @Test(arguments: [true, false])
  func `what is added comes back, and the file has no name`(isNamelessTried: Bool) throws {
    let directory = try TemporaryDirectory()
    let file = try #require(SpillFile(directory: directory.url.path, isNamelessTried: isNamelessTried))
    let blocks = [[UInt8](repeating: 1, count: 70_000), [], Array("last".utf8)]
    let offsets = blocks.map { block in block.withUnsafeBytes { file.append($0) } }
    #expect(offsets == [0, 70_000, 70_000])
    for (block, offset) in zip(blocks, offsets) {
      var bytes = [UInt8](repeating: 0, count: block.count)
      #expect(try bytes.withUnsafeMutableBytes { file.read(at: try #require(offset), into: $0) })
      #expect(bytes == block)
    }
    var beyond = [UInt8](repeating: 0, count: 5)
    #expect(!beyond.withUnsafeMutableBytes { file.read(at: 70_000, into: $0) })
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path).isEmpty)
  }

  #if os(Linux)
    @Test func `where files need a name the other way is left`() {
      // The system's own views of itself know no files without a name, and take none with one either.
      #expect(SpillFile.openNameless(in: "/proc") == nil)
      #expect(SpillFile(directory: "/proc") == nil)
    }
  #endif

  @Test func `there is no file in a directory that does not exist`() throws {
    let directory = try TemporaryDirectory()
    #expect(SpillFile(directory: directory.url.path + "/absent") == nil)
  }
}
