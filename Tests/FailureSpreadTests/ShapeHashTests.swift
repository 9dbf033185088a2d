import Testing

@testable import FailureSpread

@Suite("Hashes of shapes")
struct ShapeHashTests {
  @Test("calls over different edges differ, and so do a call and a handover over one edge")
  func distinct() {
    let empty = ShapeHash.execution(sortedCalls: [])
    let hashes = (0..<1000).flatMap { edge in
      [true, false].map { ShapeHash.call(edge: UInt32(edge), isHandover: $0, execution: empty) }
    }
    #expect(Set(hashes).count == hashes.count)
  }
}
