import Foundation
import Testing

@testable import RiskReport

@Suite("The HTML form")
struct HTMLReporterTests {
  static let reports = [SampleReport.shop, SampleReport.empty, HostileReport.report, LargeReport.make(services: 150)]

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
      summary table caption thead tbody tr th td svg g rect path circle text title defs marker br
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
    let page = render(SampleReport.shop, as: .html)
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

  @Test("in a browser no script error occurs, and a click spreads the failure", .enabled(if: Browser.isInstalled))
  func click() throws {
    let script = """
      const errors = [];
      addEventListener("error", (event) => errors.push(event.message));
      document.addEventListener("securitypolicyviolation", (event) => errors.push(event.violatedDirective));
      addEventListener("load", () => {
        const node = [...document.querySelectorAll("a.node")].find((n) => n.textContent.includes("payment: service"));
        node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        const hit = [...document.querySelectorAll(".node.hit")].map((n) => n.querySelector("text").textContent).sort();
        document.getElementById("find").value = "cache";
        document.getElementById("find").dispatchEvent(new Event("input"));
        const rows = [...document.querySelectorAll("#nodes tbody tr")].filter((row) => !row.hidden).length;
        document.querySelector("#edges thead th:nth-child(5) button").click();
        const first = document.querySelector("#edges tbody tr").cells[4].textContent;
        document.title = JSON.stringify([hit, rows, first, errors]);
      });
      """
    let page = render(SampleReport.shop, as: .html)
      .replacing("script-src '", with: "script-src 'sha256-\(SHA256.base64(script))' '")
      .replacing("</head>", with: "<script>\(script)</script></head>")
    let dom = try Browser.open(page)
    let title = dom.components(separatedBy: "<title>").dropFirst().first?.components(separatedBy: "</title>").first
    #expect(title == #"[["ordering","payment","storefront"],1,"546",[]]"#)
  }
}

/// A browser without a window, where one is installed.
enum Browser {
  static let program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static var isInstalled: Bool { program != nil }

  /// The page after its scripts ran, as markup.
  static func open(_ page: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "firebreak-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "page.html")
    try Data(page.utf8).write(to: file)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: try #require(program))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.appending(path: "profile").path)",
      "--virtual-time-budget=3000", "--dump-dom", file.absoluteString,
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
