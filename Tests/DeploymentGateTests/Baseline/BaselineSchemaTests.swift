import CallClassification
import Foundation
import JSONBridge
import RiskReport
import Testing

@testable import DeploymentGate

@Suite("The schema of baselines")
struct BaselineSchemaTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas/baseline.schema.json")

  /// One of everything, every optional set.
  static let full = Baseline(
    tool: ToolReport(name: "firebreak", version: "1"), evidence: BaselineEvidence(traces: 1, spans: 1),
    services: [BaselineService(name: "a", traces: 1, operations: ["o"])],
    entries: [BaselineEntry(service: "a", operation: "o", kind: .request, requests: 1, depths: [1])],
    nodes: [
      BaselineNode(name: "b", kind: .service, entries: [BaselineReach(service: "a", operation: "o", requests: 1)])
    ],
    edges: [
      BaselineEdge(
        caller: "a", callee: "b", via: "t", mechanism: .queue, verdict: .mixed, calls: 1, traces: 1, waits: 1,
        doesNotWait: 0, unanswered: 1)
    ], cycles: [BaselineCycle(services: ["a"], reentrant: true, traces: 1)],
    findings: [
      BaselineFinding(
        id: "0123456789abcdef", rule: "blast-radius", severity: .note, subject: "b",
        place: FindingPlace(
          caller: "a", callee: "b", via: "t", node: "n", entry: EntryName(service: "a", operation: "o")),
        measure: FindingMeasure(value: 1, low: 0, high: 1, limit: 1, unit: "share", observed: 1, of: 1))
    ])

  @Test("describes exactly what is written")
  func complete() throws {
    let schema = try JSONValue(parsing: String(contentsOf: Self.file, encoding: .utf8))
    expectSame(try JSONCoding.value(of: Self.full), schema, "baseline")
  }

  private func expectSame(_ value: JSONValue, _ schema: JSONValue, _ path: String) {
    #expect(schema["description"]?.text?.hasSuffix(".") == true, "\(path)")
    if let members = value.members {
      let properties = schema["properties"]?.members ?? []
      #expect(members.map(\.name).sorted() == properties.map(\.name).sorted(), "\(path)")
      for member in members {
        if let property = schema["properties"]?[member.name] {
          expectSame(member.value, property, "\(path).\(member.name)")
        }
      }
    }
    if let first = value.elements?.first {
      guard let items = schema["items"] else { return #expect(Bool(false), "\(path) has no items") }
      expectSame(first, items, path + "[]")
    }
  }

  @Test("lists the names that the code knows")
  func names() throws {
    let schema = try JSONValue(parsing: String(contentsOf: Self.file, encoding: .utf8))
    func names(_ path: String...) -> [String] {
      path.reduce(schema["properties"]) { $0?[$1] ?? $0?["items"]?["properties"]?[$1] }?["enum"]?.elements?.compactMap(
        \.text) ?? []
    }
    #expect(names("edges", "verdict") == Verdict.allCases.map(\.rawValue))
    #expect(names("edges", "mechanism") == Mechanism.allCases.map(\.rawValue))
    #expect(names("nodes", "kind") == NodeKind.allCases.map(\.rawValue))
    #expect(names("entries", "kind") == EntryKind.allCases.map(\.rawValue))
    #expect(names("findings", "severity") == Severity.allCases.map(\.rawValue))
  }
}
