/// The report for a terminal: the first screen is enough to decide.
struct TextReporter {
  let options: RenderingOptions

  func render(_ report: Report) -> String {
    var page = TextPage(options)
    // What decides comes first, what explains it next, what it rests on last.
    page.verdict(report)
    page.chains(report, limit: options.listLimit.map { max(1, $0 / 3) })
    page.spread(report, limit: options.listLimit.map { max(1, $0 / 2) })
    page.findings(report, limit: options.listLimit.map { max(1, $0 * 2 / 3) })
    page.edges(report, limit: options.listLimit.map { $0 * 2 })
    page.entries(report, limit: options.listLimit.map { max(1, $0 / 2) })
    page.cycles(report, limit: options.listLimit)
    page.unproven(report, limit: options.listLimit.map { max(1, $0 / 2) })
    page.quality(report, limit: options.listLimit)
    return page.text
  }
}
