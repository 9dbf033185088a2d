/// Writes a simulation for a terminal.
public struct SimulationText {
  private let options: RenderingOptions

  public init(options: RenderingOptions) {
    self.options = options
  }

  public func render(_ report: SimulationReport) -> String {
    var page = TextPage(options)
    headline(report, on: &page)
    entries(report, on: &page)
    for slow in report.slow { self.slow(slow, report, on: &page) }
    return page.text
  }

  private func headline(_ report: SimulationReport, on page: inout TextPage) {
    let what =
      report.failing.isEmpty
      ? "No node fails" : "These fail together: \(report.failing.map { page.name($0) }.joined(separator: ", "))"
    page.paragraph([Run(what + ".", .bold)])
    if !report.changes.isEmpty {
      page.paragraph([Run("Tried: \(report.changes.map(page.sentence).joined(separator: "; ")).")])
    }
  }

  private func entries(_ report: SimulationReport, on page: inout TextPage) {
    let fails = !report.failing.isEmpty
    guard fails || !report.changes.isEmpty else { return }
    page.title(
      fails ? "Requests that fail" : "Exposure",
      fails
        ? "share of an entry's requests, expected and its interval"
        : "nodes whose single failure would fail a request, on average")
    for entry in report.entries where entry.before.structural > 0 || entry.after.structural > 0 {
      var runs = [
        Run("\(page.name(entry.service)) \(page.name(entry.operation))", .bold), Run(words(entry.before, fails, page)),
      ]
      if !report.changes.isEmpty {
        runs.append(Run("now;"))
        runs.append(
          Run(
            "with the changes \(words(entry.after, fails, page))",
            entry.after.expected < entry.before.expected ? .green : .plain))
      }
      page.paragraph(runs, indent: 2, hanging: 4)
    }
    let untouched = report.entries.filter { $0.before.structural == 0 && $0.after.structural == 0 }.count
    if untouched > 0 {
      page.paragraph([Run("\(Numbers.count(untouched, "entry", "entries")) not touched", .dim)], indent: 2)
    }
  }

  private func words(_ share: SimulatedShare, _ fails: Bool, _ page: TextPage) -> String {
    fails
      ? "\(Numbers.percent(share.expected)) (\(Numbers.interval(share.low, share.high, ascii: page.glyphs.ascii)))"
      : Numbers.decimal(share.expected, places: 1)
  }

  private func slow(_ slow: SlowReport, _ report: SimulationReport, on page: inout TextPage) {
    page.title("\(page.name(slow.node)) takes \(Numbers.duration(slow.seconds, ascii: page.glyphs.ascii)) a call")
    page.paragraph(
      [
        Run(
          "\(Numbers.decimal(slow.waitingPerSecond, places: 1)) requests a second wait for it; "
            + "\(Numbers.decimal(slow.inFlight, places: 0)) stand waiting at any time.")
      ], indent: 2)
    if !report.changes.isEmpty {
      page.paragraph(
        [
          Run(
            "With the changes: \(Numbers.decimal(slow.waitingPerSecondAfter, places: 1)) a second, "
              + "\(Numbers.decimal(slow.inFlightAfter, places: 0)) at any time.", .green)
        ], indent: 2)
    }
    for pool in slow.pools {
      let end =
        pool.exhaustedAfter.map { "used up after \(Numbers.duration($0, ascii: page.glyphs.ascii))" } ?? "large enough"
      page.paragraph(
        [
          Run("pool of \(pool.size) in \(page.name(pool.service)):", .bold),
          Run("\(Numbers.decimal(pool.callsPerSecond, places: 1)) calls a second, \(end)"),
        ], indent: 2)
    }
  }
}
