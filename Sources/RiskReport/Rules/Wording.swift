/// Numbers and lists as people read them, the same in every locale.
public enum Wording {
  /// `78 %`; a tenth where it is below 10 or near 100, and 0 or 100 only when it is exactly that.
  public static func percent(_ share: Double) -> String { Numbers.percent(share) }

  /// `1 trace`, `1,234 traces`.
  public static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    Numbers.count(number, singular, plural)
  }

  /// With a comma between groups of three digits.
  public static func grouped(_ number: Int) -> String { Numbers.count(number) }

  /// `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`.
  public static func list(_ names: [String], most: Int = 3) -> String {
    let shown = names.count <= most + 1 ? names : Array(names.prefix(most)) + ["\(names.count - most) more"]
    guard let last = shown.last else { return "none" }
    return shown.count == 1 ? last : shown.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A name or a sentence out of the data, on one line and without the power to steer what shows it.
  public static func inert(_ text: String) -> String { SafeText.sentence(text) }

  /// A whole line of a stream that people and pipelines read: inert, and no command to a build server.
  public static func line(_ text: String) -> String { SafeText.line(text) }

  /// A word of a command to paste: in single quotes where a shell would read more into it than a word.
  public static func shell(_ word: String) -> String { SafeText.shell(word) }

  /// The same for Markdown, where it also loses its markup.
  public static func markdown(_ text: String) -> String { MarkdownText.escaped(text) }

  /// JSON text in which characters that hide or steer are escaped; read back they are the same.
  public static func inertJSON(_ json: String) -> String { JSONText.escaped(json) }

  /// As a file would write it: without a point where the number is whole.
  public static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  /// With one digit behind the point, which is left out when it is zero.
  public static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "?" }
    let tenths = Int(clamping: (value * 10).rounded())
    let text = "\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    return tenths < 0 ? "-" + text : text
  }
}

extension Int {
  /// The nearest integer that exists; zero for what is no number.
  fileprivate init(clamping value: Double) {
    guard !value.isNaN else {
      self = 0
      return
    }
    self = value >= 9e15 ? 9_000_000_000_000_000 : value <= -9e15 ? -9_000_000_000_000_000 : Int(value)
  }
}

extension Sequence {
  /// A sum of counts. Reports and baselines can be read from files: numbers that no system has must not trap.
  public func sum(of count: (Element) -> Int) -> Int {
    reduce(0) { total, element in
      let (sum, overflow) = total.addingReportingOverflow(count(element))
      return overflow ? .max : sum
    }
  }
}
