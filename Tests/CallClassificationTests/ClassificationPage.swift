import Foundation
import Testing

/// The pictures of docs/classification.md say what the program says.
@Suite("The page on classification")
struct ClassificationPage {
  struct Picture: CustomTestStringConvertible, Sendable {
    var spans: String
    var repeated: Int
    var edges: [String]
    var testDescription: String { edges.joined(separator: ", ") }
  }

  /// The fenced blocks marked `picture`, with the number of traces behind the word.
  static var pictures: [Picture] {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/classification.md")
    guard let text = try? String(contentsOf: page, encoding: .utf8) else { return [] }
    return text.components(separatedBy: "```picture").dropFirst().compactMap { block in
      let lines = block.components(separatedBy: "\n")
      guard let end = lines.firstIndex(of: "```") else { return nil }
      let body = lines[1..<end]
      return Picture(
        spans: body.filter { !$0.hasPrefix("=>") }.joined(separator: "\n"),
        repeated: Int(lines[0].trimmingCharacters(in: .whitespaces)) ?? 1,
        edges: body.filter { $0.hasPrefix("=>") }.map { String($0.dropFirst(3)) })
    }
  }

  @Test("Each picture gives the edges below it", arguments: pictures)
  func picture(picture: Picture) {
    let seen = edges(of: picture.spans, repeated: picture.repeated)
    for edge in picture.edges { #expect(seen.contains(edge), "\(seen)") }
  }

  @Test("The page has its pictures")
  func count() { #expect(Self.pictures.count >= 9) }
}
