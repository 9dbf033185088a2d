import RiskReport
import TraceModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How likely chance alone makes a difference between two samples.
enum Chance {
  /// Below this, chance is no explanation for something that is missing.
  static let implausible = 0.001

  /// Whether chance is a thing to speak of: a probability that rounds to 1 says that there is no difference at all.
  static func canExplain(_ probability: Double) -> Bool { probability < 0.99 }

  /// The probability that of the `before.seen + after.seen` observations that show something, at least `after.seen` fall
  /// into the second sample when both samples come from one unchanged system (Fisher's exact test, one-sided). Exact for
  /// any counts, hence never more false alarms than asked for.
  ///
  /// Counts beyond their totals count as all; empty samples explain everything: the result is 1.
  static func ofGrowth(from before: Counts, to after: Counts) -> Double {
    let shown = before.seen +| after.seen
    let all = before.total +| after.total
    guard before.total > 0, after.total > 0, after.seen > 0 else { return 1 }
    // Hypergeometric: of `all` observations `shown` show it; `after.total` of them are drawn.
    let most = min(shown, after.total)
    if most - after.seen > mostTerms { return ofManyTerms(shown, all, after, most) }
    var logTerm =
      logBinomial(shown, after.seen) + logBinomial(all - shown, after.total - after.seen)
      - logBinomial(all, after.total)
    var sum = exp(logTerm)
    var seen = after.seen
    while seen < most {
      let ratio =
        (Double(shown - seen) * Double(after.total - seen))
        / (Double(seen + 1) * Double(all - shown - after.total + seen + 1))
      guard ratio > 0 else { break }
      logTerm += log(ratio)
      let term = exp(logTerm)
      sum += term
      seen += 1
      // Beyond the mode the terms only fall; what is left is below a billionth of the sum.
      if ratio < 0.5, term < sum * 1e-10 { break }
    }
    return min(1, max(0, sum))
  }

  /// Terms that are added up one by one.
  private static let mostTerms = 1_000_000

  /// The same for counts so large that their terms are too many: neighbours hardly differ, so that one stands for as many
  /// as make a thousandth of the spread. Within a millionth.
  private static func ofManyTerms(_ shown: Int, _ all: Int, _ after: Counts, _ most: Int) -> Double {
    let (drawn, whole, hits) = (Double(after.total), Double(all), Double(shown))
    let mean = drawn * hits / whole
    let spread = max(1, (mean * (1 - hits / whole) * (whole - drawn) / max(1, whole - 1)).squareRoot())
    let step = max(1, Int(spread / 1_000))
    // Beyond ten spreads the terms are below anything that is compared.
    let last = min(most, Int(min(1e15, max(mean, Double(after.seen)) + 10 * spread)))
    if Double(after.seen) < mean - 10 * spread { return 1 }
    var sum = 0.0
    var seen = after.seen
    while seen <= last {
      let count = min(step, last - seen + 1)
      let middle = seen + count / 2
      sum += Double(count) * exp(
        logBinomial(shown, middle) + logBinomial(all - shown, after.total - middle) - logBinomial(all, after.total))
      seen += count
    }
    return min(1, max(0, sum))
  }

  /// The probability that something seen `seen` times in `total` is in none of `missingIn` further observations.
  static func ofMissing(seen: Int, in total: Int, missingIn: Int) -> Double {
    ofGrowth(from: Counts(0, of: missingIn), to: Counts(seen, of: total))
  }

  private static func logBinomial(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return -.infinity }
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
  }

  /// `lgamma` writes a global sign on some systems; Stirling's series needs no such thing and is exact to 1e-12 beyond 256.
  private static func logFactorial(_ n: Int) -> Double {
    if n < small.count { return small[max(0, n)] }
    let x = Double(n)
    return x * log(x) - x + 0.5 * log(2 * .pi * x) + 1 / (12 * x) - 1 / (360 * x * x * x)
  }

  private static let small: [Double] = {
    var table = [0.0]
    for n in 1..<256 { table.append(table[n - 1] + log(Double(n))) }
    return table
  }()
}

/// How many of a sample's independent observations show something.
struct Counts: Sendable, Equatable {
  let seen: Int
  let total: Int

  /// Neither below zero, nor more seen than there are.
  init(_ seen: Int, of total: Int) {
    self.total = max(0, min(total, Int.max / 4))
    self.seen = max(0, min(seen, self.total))
  }

  var share: Double { total > 0 ? Double(seen) / Double(total) : 0 }
}
