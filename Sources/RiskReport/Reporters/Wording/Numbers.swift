/// Numbers rounded as people read them, with their units. No locale: the same everywhere.
enum Numbers {
  /// `812 bytes`, `1.2 MB`: of 1000, as disks count.
  static func bytes(_ value: Int) -> String {
    guard value >= 1000 else { return count(value, "byte") }
    var size = Double(value)
    var unit = "bytes"
    for larger in ["kB", "MB", "GB", "TB", "PB", "EB"] where size >= 999.5 {
      size /= 1000
      unit = larger
    }
    return "\(decimal(size, places: size < 9.95 ? 1 : 0)) \(unit)"
  }

  /// `1,234,567`.
  static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var grouped = ""
    for (position, digit) in digits.enumerated() {
      if position > 0 && (digits.count - position) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return value < 0 ? "-" + grouped : grouped
  }

  /// `1 call`, `412 calls`.
  static func count(_ value: Int, _ one: String, _ many: String? = nil) -> String {
    count(value) + " " + (value == 1 ? one : many ?? one + "s")
  }

  /// `78 %`; a tenth where it is below 10 or near 100, and 0 or 100 only when it is exactly that.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "unknown" }
    let value = share * 100
    if value == 0 { return "0 %" }
    if value > 0 && value < 0.1 { return "<0.1 %" }
    if value > 99.9 && value < 100 { return ">99.9 %" }
    if (value < 10 && value > 0) || (value > 99 && value < 100) {
      let tenths = decimal(value, places: 1)
      return (tenths.hasSuffix(".0") ? String(tenths.dropLast(2)) : tenths) + " %"
    }
    return decimal(value, places: 0) + " %"
  }

  /// `98…100 %`: the interval rounded outwards, so that it never claims more than it knows.
  static func interval(_ low: Double, _ high: Double, ascii: Bool = false) -> String {
    guard low.isFinite && high.isFinite else { return "unknown" }
    let from = decimal((low * 100).rounded(.down), places: 0)
    let to = decimal((high * 100).rounded(.up), places: 0)
    return from + (ascii ? ".." : "…") + to + " %"
  }

  /// `850 µs`, `12 ms`, `1.4 s`, `2 min 5 s`, `3 h 20 min`.
  static func duration(_ seconds: Double, ascii: Bool = false) -> String {
    guard seconds.isFinite else { return "unknown" }
    if seconds == 0 { return "0 ms" }
    if seconds < 0 { return "-" + duration(-seconds, ascii: ascii) }
    let micro = ascii ? " us" : " µs"
    if seconds < 0.000_999_5 { return significant(seconds * 1_000_000) + micro }
    if seconds < 0.9995 { return significant(seconds * 1_000) + " ms" }
    if seconds < 99.95 { return significant(seconds) + " s" }
    let whole = seconds < 1e15 ? Int(seconds.rounded()) : Int(1e15)
    if whole < 3_600 { return pair(whole / 60, "min", whole % 60, "s") }
    return pair(whole / 3_600, "h", whole % 3_600 / 60, "min")
  }

  /// A measured value in the unit of its rule.
  static func measure(_ value: Double, unit: String, ascii: Bool = false) -> String {
    switch unit {
    case "share": percent(value)
    case "seconds": duration(value, ascii: ascii)
    default: significant(value) + " " + (value == 1 && unit.hasSuffix("s") ? String(unit.dropLast()) : unit)
    }
  }

  /// `0.71`: two places, for values without a unit.
  static func score(_ value: Double) -> String {
    value.isFinite ? decimal(value, places: 2) : "unknown"
  }

  /// Whole from 10 on, else one place and no `.0`.
  static func significant(_ value: Double) -> String {
    guard value.isFinite else { return "unknown" }
    if abs(value) >= 9.95 { return abs(value) < 1e15 ? count(Int(value.rounded())) : "over 10^15" }
    let tenths = decimal(value, places: abs(value) < 0.95 && value != 0 ? 2 : 1)
    return tenths.hasSuffix(".0") ? String(tenths.dropLast(2)) : tenths
  }

  /// A decimal with a fixed number of places, at most nine, halves rounded away from zero.
  static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "unknown" }
    var scale = 1
    for _ in 0..<min(places, 9) { scale *= 10 }
    let scaled = (value * Double(scale)).rounded()
    guard abs(scaled) < 1e15 else { return scaled < 0 ? "under -10^15" : "over 10^15" }
    let whole = Int(abs(scaled))
    let sign = scaled < 0 ? "-" : ""
    guard places > 0 else { return sign + String(whole) }
    let fraction = String(whole % scale)
    return sign + String(whole / scale) + "." + String(repeating: "0", count: min(places, 9) - fraction.count)
      + fraction
  }

  private static func pair(_ large: Int, _ unit: String, _ small: Int, _ part: String) -> String {
    small == 0 ? "\(count(large)) \(unit)" : "\(count(large)) \(unit) \(small) \(part)"
  }
}
