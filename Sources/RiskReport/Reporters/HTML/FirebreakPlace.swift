/// An edge worth a firebreak, with all that cutting it takes away: findings name the same edge again and again, a reader
/// wants it once.
struct FirebreakPlace {
  /// What of one finding's spread goes with the edge.
  struct Gain {
    var finding: Finding
    var removes: Double
    /// The edges that are taken as cut already, as `caller..callee`, best first.
    var after: [String]
  }

  var caller: String
  var callee: String
  var measure: FirebreakMeasure
  var reason: String
  var gains: [Gain]

  var pair: String { "\(caller)..\(callee)" }
  /// The most that it takes away of any one spread, then all of it together.
  private var best: Double { gains.map(\.removes).filter(\.isFinite).max() ?? 0 }
  private var weight: Double { gains.map(\.removes).filter(\.isFinite).reduce(0, +) }

  /// The places that the findings of a report recommend, those first that take most away; waived findings ask for none.
  static func all(in report: Report) -> [FirebreakPlace] {
    var places: [FirebreakPlace] = []
    var position: [String: Int] = [:]
    for finding in report.findings where finding.waiver == nil {
      var cut: [String] = []
      for firebreak in finding.firebreaks ?? [] {
        let pair = "\(firebreak.caller)..\(firebreak.callee)"
        let place = position[pair] ?? places.count
        if place == places.count {
          position[pair] = place
          places.append(
            FirebreakPlace(
              caller: firebreak.caller, callee: firebreak.callee, measure: firebreak.measure, reason: firebreak.reason,
              gains: []))
        }
        // Two rules about one node measure one spread.
        if !places[place].gains.contains(where: { $0.finding.subject == finding.subject }) {
          places[place].gains.append(Gain(finding: finding, removes: firebreak.removes, after: cut))
        }
        cut.append(pair)
      }
    }
    return places.sorted {
      ($1.best, $1.weight, $0.caller, $0.callee) < ($0.best, $0.weight, $1.caller, $1.callee)
    }
  }
}
