/// A sentence in which names are told apart from words, so that every format can set and escape them its own way.
///
///     let answer: Prose = "If \(name: "payment") fails, 78 % of all requests fail with it."
struct Prose: ExpressibleByStringInterpolation, Equatable {
  enum Part: Equatable {
    case words(String)
    case name(String)
  }

  var parts: [Part]

  init(stringLiteral value: String) {
    parts = [.words(value)]
  }

  init(stringInterpolation: Interpolation) {
    parts = stringInterpolation.parts
  }

  struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    /// Words of our own: a number, a verdict.
    mutating func appendInterpolation(_ words: String) {
      appendLiteral(words)
    }

    mutating func appendInterpolation(_ number: Int) {
      appendLiteral(Numbers.count(number))
    }

    /// A name out of the data.
    mutating func appendInterpolation(name: String) {
      parts.append(.name(name))
    }

    mutating func appendInterpolation(_ prose: Prose) {
      parts += prose.parts
    }
  }

  /// The sentence as a format writes it.
  func written(words: (String) -> String = { $0 }, name: (String) -> String) -> String {
    parts.map { part in
      switch part {
      case .words(let text): words(text)
      case .name(let text): name(text)
      }
    }.joined()
  }
}
