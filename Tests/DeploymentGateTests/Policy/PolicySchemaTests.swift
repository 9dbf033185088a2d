import Foundation
import Testing

@testable import DeploymentGate

@Suite("The schema of policy files")
struct PolicySchemaTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas/policy.schema.json")

  @Test("schemas/policy.schema.json says what the code checks")
  func equalsFile() throws {
    if ProcessInfo.processInfo.environment["FIREBREAK_RECORD"] == "1" {
      try Data(PolicySchema.text.utf8).write(to: Self.file)
      Issue.record("recorded: look at it, then run without FIREBREAK_RECORD")
      return
    }
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == PolicySchema.text)
  }

  @Test("it is JSON, and every property is described")
  func described() throws {
    let root = try JSONSerialization.jsonObject(with: Data(PolicySchema.text.utf8))
    var properties = 0
    func walk(_ value: Any, _ path: String) {
      if let list = value as? [Any] { for (index, one) in list.enumerated() { walk(one, "\(path)[\(index)]") } }
      guard let object = value as? [String: Any] else { return }
      for (name, property) in object["properties"] as? [String: Any] ?? [:] {
        properties += 1
        let description = (property as? [String: Any])?["description"] as? String ?? ""
        #expect(description.hasSuffix("."), "\(path).\(name)")
      }
      for (key, one) in object { walk(one, "\(path).\(key)") }
    }
    walk(root, "")
    #expect(properties > 100)
  }
}
