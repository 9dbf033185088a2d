import CallClassification
import Testing

@testable import RiskReport

@Suite(
  "The HTML form in a browser",
  .enabled(if: Browser.isInstalled, "needs Chromium: scripts/setup --tools"), .serialized)
struct HTMLBrowserTests {
  private let shop = render(SampleReport.detailed, as: .html)

  @Test("a click on a node shows what fails with it, a second one and Escape show all again")
  func click() throws {
    let result = try Browser.run(
      shop,
      """
      const node = all("a.node").find((n) => n.textContent.includes("payment: service"));
      const hit = () => all(".node.hit text:first-of-type").map((n) => n.textContent).sort();
      const results = [];
      node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      results.push(hit(), document.querySelector("#spread-panel h3").textContent);
      results.push(all(".edge.hit title").map((title) => title.textContent.split(":")[0]));
      node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      results.push(hit());
      press(node, "Enter");
      results.push(hit());
      press(document, "Escape");
      results.push(hit(), document.getElementById("spread-panel").hidden);
      press(node, " ");
      document.querySelector("#spread-panel button").click();
      results.push(hit(), document.activeElement === node);
      return results;
      """)
    let failing = #"["ordering","payment","storefront"]"#
    #expect(
      result
        == #"[[\#(failing),"If payment fails",["ordering to payment","storefront to ordering"],[],\#(failing),[],true,[],true],[]]"#
    )
  }

  @Test("every node can be reached and told by keyboard and by a screen reader")
  func keyboard() throws {
    let result = try Browser.run(
      shop,
      """
      const nodes = all("a.node");
      return [nodes.length, nodes.filter((node) => node.tabIndex === 0 && node.getAttribute("role") === "button" &&
        node.querySelector("title").textContent).length];
      """)
    #expect(result == "[[9,9],[]]")
  }

  @Test("the filter keeps what is about one service, finding goes by words, and both open what is folded")
  func filter() throws {
    let result = try Browser.run(
      shop,
      """
      const rows = (section) => seen("#" + section + " .row").length;
      const option = (name) => all("#filter option").find((option) => option.textContent === name).value;
      const results = [rows("chains"), rows("edges"), rows("findings")];
      type("filter", option("catalog-cache"));
      results.push(rows("chains"), rows("edges"), rows("findings"));
      type("filter", "");
      type("find", "outbox table");
      results.push(rows("findings"), seen("#findings article")[0].closest("details").open);
      press(document, "/");
      results.push(document.activeElement.id);
      type("find", "");
      results.push(rows("edges"));
      return results;
      """)
    #expect(result == #"[[3,9,3,1,1,0,1,true,"find",9],[]]"#)
  }

  @Test("tables sort by number and by name, both ways")
  func sort() throws {
    let result = try Browser.run(
      shop,
      """
      const first = () => document.querySelector("#edges tbody tr");
      const button = (place) => document.querySelector(`#edges thead th:nth-child(${place}) button`);
      button(5).click();
      const results = [first().cells[4].textContent];
      button(5).click();
      results.push(first().cells[4].textContent, document.querySelector("#edges [aria-sort]").getAttribute("aria-sort"));
      button(1).click();
      results.push(first().cells[0].textContent);
      return results;
      """)
    #expect(result == #"[["546","12","ascending","storefront"],[]]"#)
  }

  @Test("a link to a finding that is folded and filtered away shows it")
  func reveal() throws {
    let waived = try #require(SampleReport.detailed.findings.first { $0.waiver != nil })
    let result = try Browser.run(
      shop,
      """
      const target = document.getElementById("finding-\(waived.id)");
      type("find", "nothing has these words");
      const results = [target.checkVisibility()];
      location.hash = "finding-\(waived.id)";
      await new Promise((done) => setTimeout(done, 100));
      results.push(target.checkVisibility(), document.getElementById("find").value);
      return results;
      """)
    #expect(result == #"[[false,true,""],[]]"#)
  }

  @Test("the waterfall of a finding is drawn where it is opened")
  func waterfall() throws {
    let result = try Browser.run(
      shop,
      """
      const article = document.querySelector("#findings article");
      article.querySelector("details.print summary").click();
      const use = article.querySelector("use");
      return [use.checkVisibility(), use.getBBox().width > 400, use.getBBox().height > 100];
      """)
    #expect(result == "[[true,true,true],[]]")
  }

  @Test("of long tables the first rows are in sight, until one asks for all or for one of them")
  func longTables() throws {
    let page = render(LargeReport.make(services: 320), as: .html)
    let result = try Browser.run(
      page,
      """
      const rows = () => seen("#nodes tbody tr").length;
      const results = [rows(), document.querySelector("#nodes .more").textContent];
      type("find", all("#nodes tbody tr")[200].querySelector("code").textContent);
      results.push(rows() >= 1);
      type("find", "");
      document.querySelector("#nodes .more").click();
      results.push(rows(), all("a.node").length);
      return results;
      """)
    #expect(result == #"[[30,"Show all 320 rows",true,320,120],[]]"#)
  }

  @Test("hostile names run nothing, whatever is opened and clicked")
  func hostile() throws {
    let result = try Browser.run(
      render(HostileReport.detailed, as: .html),
      """
      all("details").forEach((part) => { part.open = true; });
      all("a.node, thead button").forEach((part) =>
        part.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
      all("#filter option").slice(0, 12).forEach((option) => type("filter", option.value));
      return all("main script, img, iframe, [onerror], [onclick], main style").length;
      """)
    #expect(result == "[0,[]]")
  }

  @Test("no page is wider than a small screen", arguments: [false, true])
  func narrow(dark: Bool) throws {
    for report in [SampleReport.detailed, HostileReport.detailed, SampleReport.empty] {
      #expect(try Browser.overflow(of: render(report, as: .html), at: 400, dark: dark) == "0")
    }
  }
}
