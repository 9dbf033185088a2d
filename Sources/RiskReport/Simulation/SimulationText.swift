/// Writes a simulation for a terminal.
public struct SimulationText {
  private let options: RenderingOptions
  /// So many names are written out in one sentence.
  private static let namedMost = 8

  public init(options: RenderingOptions) {
    self.options = options
  }

  public func render(_ report: SimulationReport) -> String {
    var page = TextPage(options)
    headline(report, on: &page)
    entries(report, on: &page)
    starved(report.starved ?? [], on: &page)
    for slow in report.slow { self.slow(slow, report, on: &page) }
    return page.text
  }

  private func headline(_ report: SimulationReport, on page: inout TextPage) {
    let names = Wording.list(report.failing.map { page.name($0) }, most: Self.namedMost)
    switch report.failing.count {
    case 0: page.paragraph([Run("No node fails.", .bold)])
    case 1: page.paragraph([Run("\(names) fails.", .bold)])
    default: page.paragraph([Run("These fail together: \(names).", .bold)])
    }
    if !report.changes.isEmpty {
      page.paragraph([Run("Tried: \(report.changes.map(page.sentence).joined(separator: "; ")).")])
    }
    for note in report.notes ?? [] { page.paragraph([Run(page.sentence(note), .yellow)]) }
    guard let all = report.all else { return }
    let failing = report.failing.count == 1 ? "it" : "them"
    page.paragraph([
      Run(
        "\(Numbers.percent(all.before.structural)) of all requests wait for \(failing); \(expected(all.before, page)).")
    ])
    if !report.changes.isEmpty {
      page.paragraph([
        Run("With the changes, \(Numbers.percent(all.after.structural)) wait; \(expected(all.after, page)).")
      ])
    }
  }

  private func expected(_ share: SimulatedShare, _ page: TextPage) -> String {
    "\(Numbers.percent(share.expected)) are expected to fail "
      + "(\(Numbers.interval(share.low, share.high, ascii: page.glyphs.ascii)))"
  }

  private func entries(_ report: SimulationReport, on page: inout TextPage) {
    let fails = !report.failing.isEmpty
    guard fails || !report.changes.isEmpty else { return }
    page.title(
      fails ? "Requests that fail" : "Exposure",
      fails
        ? "share of an entry's requests that wait, and that are expected to fail"
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
      page.paragraph(
        [
          Run(
            fails
              ? "no request of \(Numbers.count(untouched, "other entry", "other entries")) fails"
              : "\(Numbers.count(untouched, "entry", "entries")) exposed to no failure but their own", .dim)
        ],
        indent: 2)
    }
  }

  private func words(_ share: SimulatedShare, _ fails: Bool, _ page: TextPage) -> String {
    guard fails else { return Numbers.decimal(share.expected, places: 1) }
    return "\(Numbers.percent(share.structural)) wait, \(Numbers.percent(share.expected)) expected to fail "
      + "(\(Numbers.interval(share.low, share.high, ascii: page.glyphs.ascii)))"
  }

  private func starved(_ work: [StarvedWork], on page: inout TextPage) {
    guard !work.isEmpty else { return }
    page.title("Work that does not arrive", "no request waits for it; it is not done until the broker is back")
    for item in work {
      let amount =
        item.share == 1
        ? "gets no work: all of it comes over"
        : "gets \(Numbers.percent(1 - item.share)) of its work: the rest comes over"
      page.paragraph(
        [
          Run("\(page.name(item.service)) \(page.name(item.operation))", .bold),
          Run(
            "\(amount) \(Wording.list(item.topics.map { page.name($0) })) (\(Numbers.count(item.messages, "message")) seen)"
          ),
        ], indent: 2, hanging: 4)
    }
  }

  private func slow(_ slow: SlowReport, _ report: SimulationReport, on page: inout TextPage) {
    page.title("When a node is slow")
    page.paragraph(
      [
        Run(
          "Each call of \(page.name(slow.node)) takes \(Numbers.duration(slow.seconds, ascii: page.glyphs.ascii)).", .bold)
      ], indent: 2)
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
    for entry in slow.entries {
      var text = "slow in \(Numbers.percent(entry.share)) of its requests (\(Numbers.count(entry.requests)))"
      if !report.changes.isEmpty { text += "; with the changes in \(Numbers.percent(entry.shareAfter))" }
      page.paragraph(
        [Run("\(page.name(entry.service)) \(page.name(entry.operation))", .bold), Run(text)], indent: 2, hanging: 4)
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
