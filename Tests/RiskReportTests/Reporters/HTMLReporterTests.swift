import Foundation
import Testing

@testable import RiskReport

@Suite("The HTML form")
struct HTMLReporterTests {
  static let reports = [
    SampleReport.shop, SampleReport.detailed, SampleReport.empty, HostileReport.report, HostileReport.detailed,
    LargeReport.make(services: 150),
  ]

  @Test("digests are those of the standard's examples")
  func digest() {
    let abc = SHA256.digest(Array("abc".utf8)).map { String($0, radix: 16) }
    #expect(abc.prefix(4) == ["ba", "78", "16", "bf"])
    #expect(SHA256.base64("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(SHA256.base64(String(repeating: "a", count: 1_000_000)) == "zcduXJkU+5KBocfihNc+Z/GAmkiklyAOBG05zMcRLNA=")
  }

  @Test("the policy allows the one style and the one script, and nothing from elsewhere")
  func policy() throws {
    let page = render(HostileReport.report, as: .html)
    for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
      let parts = page.components(separatedBy: "<\(tag)>")
      #expect(parts.count == 2)
      let content = try #require(parts.last?.components(separatedBy: "</\(tag)>").first)
      #expect(
        page.contains("\(directive) &#39;sha256-\(SHA256.base64(content))&#39;")
          || page.contains("\(directive) 'sha256-\(SHA256.base64(content))'"))
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test("every tag is one of ours and closed, no attribute runs or loads anything", arguments: reports.indices)
  func tags(place: Int) throws {
    let page = render(Self.reports[place], as: .html)
    let body = try #require(page.components(separatedBy: "</style>").last?.components(separatedBy: "<script>").first)
    let ours = Set(
      """
      head body a header nav main footer section article h1 h2 h3 p ul ol li dl dt dd div span small b code details
      summary table caption thead tbody tr th td svg g rect path circle text title defs marker use br
      """.split(whereSeparator: \.isWhitespace).map(String.init))
    var open: [String] = ["html", "head"]
    for match in body.matches(of: try Regex("<(/?)([a-zA-Z0-9]*)((?:[^>\"]|\"[^\"]*\")*)>")) {
      let name = String(match.output[2].substring ?? "")
      let attributes = String(match.output[3].substring ?? "")
      if match.output[1].substring == "/" {
        #expect(open.popLast() == name, "\(match.output[0].substring ?? "")")
        continue
      }
      #expect(ours.contains(name), "\(match.output[0].substring ?? "")")
      for attribute in attributes.matches(of: try Regex("([a-zA-Z-]+)(?:=\"([^\"]*)\")?")) {
        let key = (attribute.output[1].substring ?? "").lowercased()
        let value = attribute.output[2].substring ?? ""
        #expect(!key.hasPrefix("on") && key != "style" && key != "src", "\(attributes)")
        if key == "href" { #expect(value.hasPrefix("#"), "\(value)") }
      }
      if !attributes.hasSuffix("/") && name != "br" { open.append(name) }
    }
    #expect(open == ["html", "body"])
  }

  @Test("every link leads to a place on the page")
  func links() throws {
    let page = render(SampleReport.detailed, as: .html)
    for match in page.matches(of: try Regex("href=\"#([^\"]*)\"")) {
      #expect(page.contains("id=\"\(match.output[1].substring ?? "")\""), "\(match.output[0].substring ?? "")")
    }
    let ids = page.matches(of: try Regex(" id=\"([^\"]*)\"")).map { String($0.output[1].substring ?? "") }
    #expect(Set(ids).count == ids.count)
  }

  @Test("a layout that does not fit the picture is not used")
  func wrongLayout() {
    let layout = GraphLayout(width: 1, height: 1, nodes: [], edges: [])
    let page = render(SampleReport.shop, as: .html, options: RenderingOptions(layout: layout))
    #expect(page == render(SampleReport.shop, as: .html))
  }

  @Test("the sections stand in the order in which a stranger asks")
  func order() {
    let page = render(SampleReport.detailed, as: .html)
    let ids = page.matches(of: #/<section id="([a-z]+)"/#).map { String($0.output.1) }
    #expect(
      ids == [
        "change", "picture", "chains", "cycles", "nodes", "firebreaks", "findings", "time", "edges", "unproven", "data",
      ])
    #expect(render(SampleReport.empty, as: .html).matches(of: #/<section id="([a-z]+)"/#).map(\.output.1) == ["data"])
  }

  @Test("what fails together, where time goes, what is not known and the best firebreaks are told")
  func detail() {
    let page = render(SampleReport.detailed, as: .html)
    for part in [
      // A host with one node fails as that node does.
      "<code>postgresql@db.internal</code>", "<td>database server</td>", "Not listed: 1 broker, server, host or zone",
      "<a href=\"#node-3\"><code>payment</code></a> <b>40 %</b>", "2 nodes at 99.9 % each",
      "<h3>If a node hangs instead of failing</h3>", "<h3>Given up</h3>", "<h3>Tried again</h3>", "255 or more",
      "<b>80 %</b> of the spread of", "<b>20 %</b> more of the spread of", "<td>a timeout</td>", "<td>a queue</td>",
      "whether a failure crosses them, these traces cannot tell", "<code>storefront..nowhere</code>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("<code>node-8</code>"))
  }

  @Test("a hop whose edge never failed is marked as assumed")
  func assumed() {
    let page = render(SampleReport.shop, as: .html)
    #expect(page.contains("97 % cross<"))
    #expect(page.contains("50 % cross (assumed)<"))
  }

  @Test("findings of one rule beyond the first five are folded, and printed all the same")
  func manyFindings() {
    var report = SampleReport.shop
    report.findings = (0..<12).map {
      SampleReport.finding("blast-radius", .warning, "service-\($0)", "It spreads.", "Cut it.")
    }
    let page = render(report, as: .html)
    #expect(page.contains("<details class=\"print\"><summary>7 more: One node can fail"))
    #expect(page.matches(of: #/<article /#).count == 12)
  }

  @Test("every finding with a kept trace has its waterfall, with waiting spans filled and pointers at its own")
  func waterfalls() {
    let page = render(SampleReport.shop, as: .html)
    let articles = page.components(separatedBy: "<article ").dropFirst()
    #expect(articles.count == SampleReport.shop.findings.count)
    let drawing = page.components(separatedBy: "<defs><g id=\"trace-0\" class=\"fall\">").last ?? ""
    #expect(drawing.contains("<g class=\"waits failed\">") && drawing.contains("<g class=\"apart\">"))
    for article in articles {
      #expect(article.contains("<svg class=\"waterfall\"") && article.contains("<use href=\"#trace-0\"/>"))
      #expect(article.contains("<path class=\"pointer\" d=\"M-12 "))
    }
  }

  @Test("each rule that found something is explained once, and its findings lead there")
  func rules() {
    let page = render(SampleReport.shop, as: .html)
    let rules = Set(SampleReport.shop.findings.map(\.rule))
    #expect(page.matches(of: #/<details id="rule-/#).count == rules.count)
    for rule in rules { #expect(page.contains("<a href=\"#rule-\(rule)\">the rule</a>")) }
  }

  @Test("tables have a caption and scopes, heads fit their cells, pictures and boxes have names")
  func readers() throws {
    let page = render(SampleReport.detailed, as: .html)
    for table in page.components(separatedBy: "<table ").dropFirst() {
      let table = table.components(separatedBy: "</table>")[0]
      #expect(table.contains("<caption>"))
      let heads = table.matches(of: #/<th scope="col"/#).count
      for row in table.components(separatedBy: "<tr class=\"row\"").dropFirst() {
        #expect(row.matches(of: #/<th scope="row"/#).count == 1)
        #expect(row.matches(of: #/<t[dh][ >]/#).count == heads)
      }
    }
    for box in page.matches(of: #/<div class="scroll[^>]*>/#) { #expect(box.output.contains("aria-label=\"")) }
    for svg in page.matches(of: #/<svg [^>]*>/#) {
      #expect(svg.output.contains("aria-hidden=\"true\"") || svg.output.contains("aria-label=\""))
    }
  }

  @Test("text keeps a contrast of at least 4.5 to 1, light and dark")
  func contrast() throws {
    let schemes = HTMLStyle.text.components(separatedBy: "prefers-color-scheme:dark").prefix(2)
    #expect(schemes.count == 2)
    var colours: [String: [Double]] = [:]
    for scheme in schemes {
      for match in try #require(scheme.components(separatedBy: "}").first).matches(of: #/--([a-z0-9]+):\#([0-9a-f]+)/#)
      {
        colours[String(match.output.1)] = Self.rgb(String(match.output.2))
      }
      for (text, grounds) in [
        ("fg", ["bg", "soft"]), ("dim", ["bg", "soft"]), ("link", ["bg", "soft"]), ("sync", ["bg"]), ("async", ["bg"]),
        ("mixed", ["bg"]), ("unknown", ["bg"]), ("bad", ["bg"]), ("good", ["bg"]), ("warn", ["bg"]),
        ("t0", ["s0", "s1", "s2"]), ("t3", ["s3"]), ("t4", ["s4"]),
      ] {
        for ground in grounds {
          let ratio = Self.contrast(try #require(colours[text]), try #require(colours[ground]))
          #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
        }
      }
    }
  }

  private static func rgb(_ text: String) -> [Double] {
    let long = text.count == 3 ? text.map { "\($0)\($0)" }.joined() : text
    let number = Int(long, radix: 16) ?? 0
    return [number >> 16, number >> 8 & 255, number & 255].map { Double($0) / 255 }
  }

  private static func contrast(_ one: [Double], _ other: [Double]) -> Double {
    func light(_ colour: [Double]) -> Double {
      let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    let (a, b) = (light(one), light(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
