/// The report as one page that needs no network and no script: the answer, the picture, then all else.
struct HTMLReporter {
  /// More nodes than this make no picture that can be read; those of least risk are left out.
  static let nodeLimit = 120
  /// Rows of the longest tables; the JSON form has all.
  static let rowLimit = 2_000

  let options: RenderingOptions

  /// The picture that a layout must fit.
  static func picture(_ report: Report) -> GraphPicture {
    GraphPicture(report, nodeLimit: nodeLimit)
  }

  func render(_ report: Report) -> String {
    let page = HTMLPage(report, options: options)
    let headline = Headline(report)
    // The answer first, then the picture, then what explains them and what to do, and last what all of it rests on.
    let sections = [
      page.change(), page.pictureSection(), page.chains(), page.cycles(), page.spread(), page.firebreakSection(),
      page.findings(), page.time(), page.edges(), page.unproven(), page.quality(),
    ].compactMap { $0 }
    let links = sections.map { "<a href=\"#\($0.id)\">\($0.title)</a>" }.joined(separator: " ")
    let bodies = sections.map { section in
      """
      <section id="\(section.id)" aria-labelledby="\(section.id)-title">
      <h2 id="\(section.id)-title">\(section.title)\(section.remark.isEmpty ? "" : " <small>\(section.remark)</small>")</h2>
      \(section.body)
      </section>
      """
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <title>\(HTMLText.escaped(headline.title)): \(HTMLText.escaped(headline.counts))</title>
      <style>\(HTMLStyle.text)</style>
      </head>
      <body>
      <a class="skip" href="#main">To the report</a>
      \(page.answer(headline))
      <nav aria-label="Sections">\(links)</nav>
      <main id="main">
      \(bodies.joined(separator: "\n"))
      </main>
      <footer>firebreak \(HTMLText.name(report.tool.version))</footer>
      <script>\(HTMLScript.text)</script>
      </body>
      </html>

      """
  }

  /// Nothing is loaded, and nothing runs but the style and script that are in the page.
  static let policy = """
    default-src 'none'; style-src 'sha256-\(SHA256.base64(HTMLStyle.text))'; \
    script-src 'sha256-\(SHA256.base64(HTMLScript.text))'; base-uri 'none'; form-action 'none'
    """
}
