import Foundation
import Testing

@testable import TraceIngestion

@Suite("Names of files as bytes")
struct SystemPathTests {
  @Test(
    "come back as they were",
    arguments: [
      [], [0x61], Array("café/日本.json".utf8), [0x63, 0xE9], [0xFF, 0xFE], [0xC3], [0xE2, 0x82], [0xF4, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x8F, 0xBC, 0x80, 0x61], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x80, 0xC3, 0xA9, 0xE9],
    ] as [[UInt8]])
  func roundTrip(bytes: [UInt8]) {
    #expect(SystemPath.bytes(of: SystemPath.name(of: bytes)) == bytes)
    SystemPath.withCString(SystemPath.name(of: bytes)) { pointer in
      #expect(strlen(pointer) == bytes.count)
    }
  }

  @Test("all pairs of bytes come back")
  func pairs() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let bytes = [0x61, first, second]
        #expect(SystemPath.bytes(of: SystemPath.name(of: bytes)) == bytes)
      }
    }
  }

  @Test("show the bytes that are no characters")
  func shown() {
    #expect(SystemPath.shown(SystemPath.name(of: [0x63, 0xE9, 0x0A])) == "c\\xE9\n")
    #expect(SystemPath.shown("café") == "café")
  }

  @Test(
    "that stand for an open file",
    arguments: [
      ("-", 0), ("/dev/stdin", 0), ("/dev/stdout", 1), ("/dev/fd/12", 12), ("/proc/self/fd/3", 3), ("/dev/fd/", nil),
      ("/dev/fd/x", nil), ("./-", nil), ("/dev/null", nil), ("/dev/fd/99999999999", nil),
    ] as [(String, Int32?)])
  func openDescriptors(path: String, number: Int32?) {
    #expect(OpenDescriptor.number(behind: path) == number)
  }
}
