internal import TraceModel

/// The calls of an edge that showed whether they are waited for, as far as they may count.
struct DecidedCalls {
  private(set) var waits: Int
  private(set) var detached: Int
  /// Of `detached`: calls that the caller went on from without an answer.
  let contested: Int
  /// Whether too few calls are detached to say that nobody waits, although the covered ones count for nothing.
  private(set) var isDoubtful = false

  init(_ statistics: EdgeStatistics, _ rule: VerdictRule) {
    // Calls without an answer were abandoned, where answers are recorded; where none ever is, nobody waits for one.
    contested = statistics.answered >= statistics.contested ? 0 : statistics.contested
    // What may have been an answer counts as one where clear answers are seen.
    let answers = statistics.messagesWaited > 0 ? min(statistics.mayWait, statistics.doesNotWait) : 0
    waits = statistics.waits +| answers
    detached = statistics.doesNotWait -| answers +| contested
    countCovered(statistics, rule)
  }

  /// A call beside longer work of its request is taken to be waited for, as its kinds declare, unless those that were the
  /// last to end say otherwise: where more than a tenth of them ended after the request, the request does not wait for the
  /// slowest, and the covered ones end in it by chance. A failure that fails the request shows that it waits all the same.
  private mutating func countCovered(_ statistics: EdgeStatistics, _ rule: VerdictRule) {
    guard statistics.covered > 0 else { return }
    let late = detached +| statistics.barelyLate
    let isLate = Double(late) > rule.significantShare * Double(total +| statistics.barelyLate)
    let failsWithCallee =
      statistics.propagated > 0 && statistics.propagated >= statistics.calleeFailures -| statistics.propagated
    if isLate, !failsWithCallee {
      let known = WilsonInterval(successes: detached, total: total +| statistics.covered)
      isDoubtful = known.low < rule.significantShare
    } else {
      waits +|= statistics.covered
    }
  }

  var total: Int { waits +| detached }
  var share: WilsonInterval { WilsonInterval(successes: waits, total: total) }
  var waitsShare: Double { total > 0 ? Double(waits) / Double(total) : 0 }
  var detachedShare: Double { total > 0 ? Double(detached) / Double(total) : 0 }

  /// Whether the smaller share, too, is known to be significant.
  func isSure(_ significant: Double) -> Bool {
    !isDoubtful && WilsonInterval(successes: min(waits, detached), total: total).low >= significant
  }

  /// Whether the calls that time alone decided are too few beside those that decide nothing.
  func isOutnumbered(_ statistics: EdgeStatistics) -> Bool {
    // A contested call is declared, as one with an answer.
    if statistics.declaredWaits > 0 || statistics.declaredDoesNotWait > 0 || statistics.declaredCovered > 0
      || statistics.contested > 0
    {
      return false
    }
    let decided = statistics.waits +| statistics.doesNotWait +| statistics.covered
    return Double(statistics.fits +| statistics.undecided) > 4 * Double(decided)
  }

  /// The share of callees that fit inside their callers, of these and the decided calls.
  func fitting(_ statistics: EdgeStatistics) -> WilsonInterval {
    WilsonInterval(successes: waits +| statistics.fits, total: total +| statistics.fits)
  }
}
