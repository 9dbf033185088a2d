/// What a run of text looks like on a terminal that has colours.
enum Paint: String {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
  case boldRed = "1;31"
  case boldGreen = "1;32"
  case boldYellow = "1;33"
}

/// Text in one paint.
struct Run {
  var text: String
  var paint: Paint

  init(_ text: String, _ paint: Paint = .plain) {
    self.text = text
    self.paint = paint
  }
}

/// The text form while it is written: lines no wider than the page, painted last so that widths are those of the text.
struct TextPage {
  let width: Int
  let colour: Bool
  let glyphs: Glyphs
  private(set) var text = ""

  init(_ options: RenderingOptions) {
    width = max(40, options.width)
    colour = options.colour
    glyphs = Glyphs(options.characters)
  }

  /// A name out of the data, fit for the page.
  func name(_ name: String, to columns: Int? = nil) -> String {
    let safe = SafeText.name(name, ascii: glyphs.ascii)
    return Columns.cut(safe, to: columns ?? max(16, width / 2), ellipsis: glyphs.ellipsis)
  }

  /// A sentence out of the report, fit for the page.
  func sentence(_ text: String) -> String {
    SafeText.sentence(text, ascii: glyphs.ascii)
  }

  /// A sentence of ours as one string.
  func prose(_ prose: Prose) -> String {
    prose.written(words: { glyphs.ascii ? $0.replacing("…", with: "..") : $0 }, name: { name($0) })
  }

  mutating func blank() {
    if !text.isEmpty && !text.hasSuffix("\n\n") { text += "\n" }
  }

  /// A section's title, with what follows it in plain weight.
  mutating func title(_ title: String, _ remark: String = "") {
    blank()
    let title = title.uppercased()
    if title.count + 2 + Columns.width(remark) <= width {
      line([Run(title, .bold), Run(remark.isEmpty ? "" : "  " + remark, .dim)])
    } else {
      line([Run(title, .bold)])
      paragraph([Run(remark, .dim)], indent: 2)
    }
  }

  /// One line as it is; the caller has made it fit.
  mutating func line(_ runs: [Run]) {
    var line = ""
    for run in runs {
      line += colour && run.paint != .plain ? "\u{1B}[\(run.paint.rawValue)m\(run.text)\u{1B}[0m" : run.text
    }
    while line.hasSuffix(" ") { line.removeLast() }
    text += line + "\n"
  }

  /// Words broken over as many lines as they need; lines after the first start `hanging` columns further in.
  mutating func paragraph(_ runs: [Run], indent: Int = 0, hanging: Int = 0) {
    var line = [Run(String(repeating: " ", count: indent))]
    var used = indent
    var start = true
    for run in runs {
      for word in words(run.text) {
        for piece in pieces(word, of: max(8, width - indent - hanging)) {
          let length = Columns.width(piece)
          if !start && used + 1 + length > width {
            self.line(line)
            line = [Run(String(repeating: " ", count: indent + hanging))]
            used = indent + hanging
            start = true
          }
          line.append(Run((start ? "" : " ") + piece, run.paint))
          used += length + (start ? 0 : 1)
          start = false
        }
      }
    }
    if !start { self.line(line) }
  }

  /// The words of a text; a number and its unit count as one.
  private func words(_ text: String) -> [String] {
    var words: [String] = []
    for word in text.split(separator: " ") {
      let letters = word.prefix { $0.isLetter || $0 == "%" }
      if let last = words.last, last.last?.isNumber == true, Self.units.contains(letters) {
        words[words.count - 1] = last + " " + word
      } else {
        words.append(String(word))
      }
    }
    return words
  }

  private static let units: Set<Substring> = ["%", "ms", "s", "µs", "us", "min", "h"]

  /// A word longer than a line, broken.
  private func pieces(_ word: String, of columns: Int) -> [String] {
    if Columns.width(word) <= columns { return [word] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if Columns.width(piece) + Columns.width(String(character)) > columns {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }

  /// How many rows of a list are shown, and the line that counts the others.
  func cut(_ count: Int, to limit: Int?) -> (shown: Int, remark: String?) {
    guard let limit, count > limit else { return (count, nil) }
    return (limit, "\(glyphs.ellipsis) and \(Numbers.count(count - limit)) more (see --format json)")
  }

  mutating func remark(_ text: String?, indent: Int = 2) {
    if let text { line([Run(String(repeating: " ", count: indent) + text, .dim)]) }
  }
}
