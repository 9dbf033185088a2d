import FailureSpread
import RiskReport

/// The places of a run that waivers can be about.
struct WaiverPlaces {
  private let nodes: [String]
  /// Nodes with traffic.
  private let exercised: [String]
  private let entries: [EntryName]

  init(_ report: Report) {
    nodes = report.nodes.map(\.name)
    exercised = report.nodes.filter { $0.requests > 0 }.map(\.name)
    entries = report.entries.filter { $0.requests > 0 }.map(\.name)
  }

  /// Whether the place of a waiver had traffic.
  func wereExercised(_ waiver: Waiver) -> Bool {
    let place = waiver.place
    func seen(_ pattern: NamePattern?) -> Bool { pattern.map { exercised.contains(where: $0.matches) } ?? true }
    guard place != PlaceSelector() else { return false }
    let isEntrySeen =
      (place.entryService == nil && place.entryOperation == nil)
      || entries.contains {
        PlaceSelector(entryService: place.entryService, entryOperation: place.entryOperation).matches(.entry($0))
      }
    // An edge is exercised when its caller is: a callee without calls is what a fixed edge looks like.
    return isEntrySeen && seen(place.caller ?? (place.entryService == nil ? place.callee : nil)) && seen(place.node)
  }

  /// A pattern with hardly a letter that matches every name, such as `*e*`: it is about no place.
  func patternForEverything(in waiver: Waiver) -> String? {
    let place = waiver.place
    let parts = [
      (place.caller, nodes), (place.callee, nodes), (place.node, nodes), (place.entryService, entries.map(\.service)),
      (place.entryOperation, entries.map(\.operation)),
    ]
    for case (let pattern?, let names) in parts where !pattern.isLiteral {
      let letters = pattern.text.unicodeScalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil }
      if letters <= 2, Set(names).count > 1, names.allSatisfy(pattern.matches) { return pattern.text }
    }
    return nil
  }
}
