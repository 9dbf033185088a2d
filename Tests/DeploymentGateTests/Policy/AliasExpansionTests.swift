import Testing

@testable import DeploymentGate

/// A few nested aliases can stand for billions of values.
@Suite("Aliases in policies")
struct AliasExpansionTests {
  private static let laughs = (0..<9).map { level in
    "  a\(level): &a\(level) [" + Array(repeating: level == 0 ? "x" : "*a\(level - 1)", count: 10).joined(separator: ",") + "]"
  }.joined(separator: "\n")

  @Test(
    "that stand for too many values are refused, wherever they stand",
    arguments: ["  ? *a8\n  : 1", "  ? [*a7, *a8]\n  : 1", "  ? {*a8 : 1}\n  : 2", "  b: *a8", "  b: {? *a8 : 1}"])
  func tooMany(use: String) throws {
    let text = "groups:\n\(Self.laughs)\n\(use)\n"
    let error = try #require(throws: PolicyError.self) { try Policy(yaml: text) }
    #expect(error.description.contains("The aliases of the file stand for more than 100000 values."))
    #expect(error.problems.first?.line == 6)
  }

  @Test("are taken where they save writing")
  func few() throws {
    let text = """
      groups:
        front: &front [web, "mobile-*"]
        back: *front
      # a * and a *star in a comment
      """
    #expect(try Policy(yaml: text).groups.count == 2)
  }

  @Test("without an anchor are no YAML")
  func unknown() throws {
    let error = try #require(throws: PolicyError.self) { try Policy(yaml: "groups: *nothing\n") }
    #expect(error.description.contains("undefined alias"))
  }
}
