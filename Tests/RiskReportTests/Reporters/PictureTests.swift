import CallClassification
import Foundation
import Testing

@testable import RiskReport

@Suite("The picture")
struct PictureTests {
  @Test("a queued edge starts at its topic, and the publish edge leads there")
  func topic() {
    let picture = GraphPicture(SampleReport.shop)
    let lines = picture.edges.map { "\(picture.nodes[$0.from].name) \($0.line) \(picture.nodes[$0.to].name)" }
    #expect(lines.contains("order-events asynchronous notifications"))
    #expect(lines.contains("ordering synchronous order-events"))
    #expect(!lines.contains { $0.hasPrefix("ordering") && $0.hasSuffix("notifications") })
  }

  @Test("a waiting call over a topic is drawn straight from caller to callee")
  func waitingOverTopic() {
    var report = SampleReport.empty
    report.edges = [SampleReport.edge("a", "b", via: "q", .queue, .synchronous, calls: 3)]
    let picture = GraphPicture(report)
    #expect(picture.nodes.map(\.name) == ["a", "b"])
    #expect(picture.edges.map(\.via) == ["q"])
  }

  @Test("a large picture keeps what spreads and says what was left out")
  func collapse() {
    let report = LargeReport.make(services: 400)
    let picture = GraphPicture(report, nodeLimit: 100)
    #expect(picture.nodes.count == 100)
    #expect(picture.collapsed.count == 300)
    let widest = report.nodes[0].name
    #expect(picture.nodes.contains { $0.name == widest })
    #expect(picture.nodes.contains { $0.hiddenNeighbours > 0 })
    #expect(
      picture.edges.allSatisfy { picture.nodes.indices.contains($0.from) && picture.nodes.indices.contains($0.to) })
  }

  @Test("the own layout puts callees right of callers where no cycle forbids, and no two boxes on one place")
  func layered() {
    for report in [SampleReport.shop, HostileReport.report, LargeReport.make(services: 200), SampleReport.empty] {
      let picture = GraphPicture(report)
      let layout = GraphLayout(layering: picture)
      #expect(layout.nodes.count == picture.nodes.count && layout.edges.count == picture.edges.count)
      #expect(Set(layout.nodes.map { "\($0.x) \($0.y)" }).count == layout.nodes.count)
    }
    let picture = GraphPicture(SampleReport.shop)
    let layout = GraphLayout(layering: picture)
    for edge in picture.edges where edge.line == .synchronous {
      #expect(layout.nodes[edge.from].x < layout.nodes[edge.to].x)
    }
  }

  @Test("a chain of ten thousand services is laid out without recursion")
  func deep() {
    var report = SampleReport.empty
    report.edges = (0..<10_000).map { SampleReport.edge("s\($0)", "s\($0 + 1)", .http, .synchronous, calls: 1) }
    #expect(GraphLayout(layering: GraphPicture(report)).nodes.count == 10_001)
  }

  @Test("an answer of Graphviz is read by number, and a broken one is refused")
  func graphviz() throws {
    var report = SampleReport.empty
    report.edges = [
      SampleReport.edge("a", "b", .http, .synchronous, calls: 3), SampleReport.edge("b", "b", .http, .mixed, calls: 4),
    ]
    let picture = GraphPicture(report)
    let answer = """
      graph 1 4 2
      node n0 0.5 1.5 1 0.5 "" solid box black lightgrey
      node n1 3 0.5 1 0.5 "" solid box black lightgrey
      edge n0 n1 4 1 1.5 1.5 1.5 2 0.5 2.5 0.5 3_calls 1.7 1.2 solid "#000000"
      edge n1 n1 7 3 1 3 1.1 3.1 1.2 3.2 1.2 3.3 1.2 3.4 1.1 3.4 1 solid "#000001"
      stop
      """
    let layout = try #require(GraphvizText.layout(answer, of: picture))
    #expect(layout.nodes[0] == LayoutNode(x: 36, y: 36, width: 72, height: 36))
    #expect(layout.edges[0].points.count == 4)
    let label = try #require(layout.edges[0].label)
    #expect(abs(label.x - 122.4) < 0.001 && abs(label.y - 57.6) < 0.001)
    #expect(layout.edges[1].points.count == 7)
    for broken in [
      "", "graph 1 4", "node n0 1 2", answer.replacing("node n1", with: "node n7"), answer.replacing("2.5", with: "x"),
    ] {
      #expect(GraphvizText.layout(broken, of: picture) == nil)
    }
  }

  @Test("what Graphviz is asked holds no name out of the data")
  func question() {
    let question = GraphvizText.question(HTMLReporter.picture(HostileReport.report))
    #expect(!question.contains("alert") && !question.contains("xxxx"))
  }

  @Test("a failure spreads against the arrows, along paths that requests took, and not over a queue")
  func spread() throws {
    let picture = GraphPicture(SampleReport.shop)
    let paths = SpreadPaths(picture, SampleReport.shop)
    func failing(_ name: String) throws -> [String] {
      let place = try #require(picture.nodes.firstIndex { $0.name == name })
      return paths.failing[place].map { picture.nodes[$0].name }
    }
    #expect(try failing("payment") == ["ordering", "storefront"])
    #expect(try failing("notifications") == [])
    #expect(try failing("catalog-cache") == ["storefront"])
  }

  /// Writes pages to look at.
  @Test(
    "pages for looking at",
    .enabled(if: ProcessInfo.processInfo.environment["FIREBREAK_PAGES"] != nil, "FIREBREAK_PAGES names no folder"),
    arguments: ["shop", "hostile", "empty", "large", "*"])
  func pages(name: String) throws {
    let folder = try #require(ProcessInfo.processInfo.environment["FIREBREAK_PAGES"])
    if name == "*" {
      // Reports that lie in the folder as JSON become pages, too.
      for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".json") {
        let source = URL(filePath: folder).appending(path: file)
        let report = try Report(json: Array(try Data(contentsOf: source)))
        let page = render(report, as: .html, options: RenderingOptions())
        try Data(page.utf8).write(to: source.deletingPathExtension().appendingPathExtension("html"))
      }
      return
    }
    let report =
      switch name {
      case "hostile": HostileReport.report
      case "empty": SampleReport.empty
      case "large": LargeReport.make(services: 250)
      default: SampleReport.shop
      }
    let text = render(report, as: .html, options: RenderingOptions())
    try Data(text.utf8).write(to: URL(filePath: folder).appending(path: "\(name).html"))
  }
}
