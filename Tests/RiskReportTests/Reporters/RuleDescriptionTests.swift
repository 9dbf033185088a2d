import Foundation
import Testing

@testable import RiskReport

@Suite("The words of the rules")
struct RuleDescriptionTests {
  static let folder = Golden.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/findings")

  @Test("every part of every description is written, in whole sentences, once per rule")
  func whole() {
    let all = RuleDescription.all
    #expect(Set(all.map(\.rule)).count == all.count)
    for description in all {
      #expect(!description.title.hasSuffix("."), "\(description.rule)")
      for part in description.parts {
        #expect(part.text.hasSuffix("."), "\(description.rule): \(part.heading)")
        #expect(!part.text.contains("  ") && !part.text.contains("\n"), "\(description.rule): \(part.heading)")
      }
    }
  }

  @Test("every rule has its words", arguments: RuleID.allCases)
  func complete(rule: RuleID) {
    #expect(RuleDescription.named(rule.rawValue) != nil)
  }

  @Test("the pages of docs/findings are these words", arguments: RuleDescription.all.map(\.rule) + ["README"])
  func pages(rule: String) throws {
    let text = rule == "README" ? RuleDescription.index : try #require(RuleDescription.named(rule)).markdown
    Golden.expect(text, equals: "\(rule).md", in: Self.folder)
  }

  @Test("docs/findings holds no page of a rule that is gone")
  func strays() throws {
    let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(pages) == Set(RuleDescription.all.map { "\($0.rule).md" } + ["README.md"]))
  }

  @Test("the text form fits its width", arguments: [40, 80, 120])
  func text(width: Int) {
    for description in RuleDescription.all {
      let text = description.text(width: width)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    }
  }
}
