/// Text made inert for HTML and SVG, between tags and inside double quotes.
enum HTMLText {
  static func escaped(_ text: String) -> String {
    JUnitReporter.escaped(text)
  }

  /// A name out of the data, as code.
  static func code(_ name: String) -> String {
    "<code>\(escaped(SafeText.name(name)))</code>"
  }

  static func name(_ name: String) -> String {
    escaped(SafeText.name(name))
  }

  /// A sentence; what stands between backticks is set as code.
  static func sentence(_ text: String) -> String {
    escaped(SafeText.sentence(text)).replacing(/`([^`]+)`/) { "<code>\($0.output.1)</code>" }
  }

  static func prose(_ prose: Prose) -> String {
    prose.written(words: escaped, name: code)
  }

  /// A coordinate or length with at most one place.
  static func number(_ value: Double) -> String {
    let text = Numbers.decimal(value, places: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
