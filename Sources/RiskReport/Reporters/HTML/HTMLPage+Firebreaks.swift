extension HTMLPage {
  /// More places than this are no advice.
  private static let firebreakLimit = 30

  /// Where a firebreak would help most, and what suits the place.
  func firebreakSection() -> HTMLSection? {
    guard !firebreaks.isEmpty else { return nil }
    let rows = firebreaks.enumerated().map { place, firebreak in
      let gains = firebreak.gains.map(gain)
      return """
        <tr class="row" id="firebreak-\(place)"\(about([firebreak.caller, firebreak.callee]))>
        <th scope="row">\(name(firebreak.pair))</th>
        <td>a \(firebreak.measure.words)</td>
        <td>\(folded(gains, "finding", "findings", separator: "<br>"))</td>
        <td>\(HTMLText.sentence(firebreak.reason))</td>
        </tr>
        """
    }
    return HTMLSection(
      id: "firebreaks", title: "Best firebreaks",
      remark: "edges whose cutting takes most spread away, as the findings measure it, and what suits the place",
      body: table(.firebreaks, rows: rows, limit: Self.firebreakLimit))
  }

  /// An edge by `caller..callee`.
  func name(_ pair: String) -> String {
    edges(between: pair).first.map(link) ?? HTMLText.code(pair)
  }

  private func gain(_ gain: FirebreakPlace.Gain) -> String {
    let finding = gain.finding
    let subject = "<a href=\"#finding-\(HTMLText.name(finding.id))\">\(HTMLText.code(finding.subject))</a>"
    let what = finding.place?.entry == nil ? "of the spread of" : "of the failures that reach"
    guard let last = gain.after.last else { return "<b>\(Numbers.percent(gain.removes))</b> \(what) \(subject)" }
    let others = gain.after.count > 1 ? " and \(Numbers.count(gain.after.count - 1)) more" : ""
    return """
      <b>\(Numbers.percent(gain.removes))</b> more \(what) \(subject), with \(name(last))\(others) cut too
      """
  }

  /// Links from a finding to the rows of its firebreaks.
  func firebreakLinks(_ finding: Finding) -> [String] {
    let pairs = Set((finding.firebreaks ?? []).map { "\($0.caller)..\($0.callee)" })
    let places = firebreaks.prefix(Self.firebreakLimit).enumerated().filter { pairs.contains($1.pair) }
    return places.prefix(2).map { place, firebreak in
      "<a href=\"#firebreak-\(place)\">a firebreak at \(HTMLText.code(firebreak.caller)) → \(HTMLText.code(firebreak.callee))</a>"
    }
  }
}
