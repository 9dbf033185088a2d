public import CallClassification
public import TraceModel

extension Summary {
  /// Nanoseconds below which the clocks of two hosts count as agreeing: some spans end a little after their answer.
  private static let clockTolerance: Int64 = 5_000_000

  /// What to say about clocks that disagree, with the pairs of hosts and the bounds of the difference; nothing if all agree.
  func clockDiagnostic() -> Diagnostic? {
    var merged: [String: (pair: (String, String), offset: ClockOffset)] = [:]
    for (pair, offset) in clockOffsets {
      let (caller, callee) = (names[pair.caller], names[pair.callee])
      let isForward = caller < callee
      let hosts = isForward ? (caller, callee) : (callee, caller)
      let key = "\(hosts.0)\u{0}\(hosts.1)"
      var known = merged[key]?.offset ?? ClockOffset()
      known.merge(isForward ? offset : offset.reversed)
      merged[key] = (hosts, known)
    }
    let skewed = merged.values.filter { Self.disagrees($0.offset) }
    guard !skewed.isEmpty else { return nil }
    return Diagnostic(
      id: "clock-skew", message: "The clocks of two hosts disagree. No verdict rests on comparing them.",
      advice: "Synchronise the clocks if times of different hosts are to be read together.", count: skewed.count,
      examples: skewed.map { DataLocation(file: "\($0.pair.0) and \($0.pair.1)", detail: Self.words($0.offset)) },
      isLoss: false)
  }

  private static func disagrees(_ offset: ClockOffset) -> Bool {
    offset.calls > 0 && (offset.low > clockTolerance || offset.high < -clockTolerance)
  }

  /// `the second is 2950…3020 ms ahead, by 412 calls`.
  private static func words(_ offset: ClockOffset) -> String {
    let isAhead = offset.low > clockTolerance
    let bounds = isAhead ? (offset.low, offset.high) : (-offset.high, -offset.low)
    let (low, high) = (min(bounds.0, bounds.1) / 1_000_000, max(bounds.0, bounds.1) / 1_000_000)
    return "the second is \(low)…\(high) ms \(isAhead ? "ahead" : "behind"), by \(offset.calls) calls"
  }
}
