/// Finds what somebody who mistyped a name most likely meant.
public enum NearestName {
  /// The known name closest to `name`, if it is close enough to be meant. Of equally close ones, the first.
  public static func of(_ name: String, among known: [String]) -> String? {
    let typed = normalized(name)
    let ranked = known.map { ($0, distance(typed, normalized($0))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
    if best.1 <= max(1, typed.count / 3) { return best.0 }
    // A part of a longer name, such as `depth` for `synchronous-chain-depth`.
    let containing = known.filter { typed.count >= 4 && normalized($0).containsSequence(typed) }
    return containing.count == 1 ? containing[0] : nil
  }

  /// Case, `_` and spaces do not make a name another one.
  private static func normalized(_ name: String) -> [UInt8] {
    name.lowercased().utf8.prefix(100).map {
      $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0
    }
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment distance).
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }
}

extension [UInt8] {
  fileprivate func containsSequence(_ part: [UInt8]) -> Bool {
    guard part.count <= count else { return false }
    return (0...count - part.count).contains { self[$0..<$0 + part.count].elementsEqual(part) }
  }
}
