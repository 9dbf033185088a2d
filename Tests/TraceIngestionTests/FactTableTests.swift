import Testing
import TraceModel

@testable import TraceIngestion

@Suite struct FactTableTests {
  @Test func `no name has two meanings`() {
    let names = FactNames.all.flatMap(\.1)
    #expect(Set(names).count == names.count)
  }

  @Test func `names that nothing reads are not in the table`() {
    for name in ["", "http", "http.methods", "thread.id", "db.statement"] {
      #expect(Array(name.utf8).withUnsafeBytes { FactTable.standard.rule(for: $0) } == nil)
    }
  }
}
