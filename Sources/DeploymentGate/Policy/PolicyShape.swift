/// What a value of a policy file may be. One table of these drives the checks, the schema and the documents.
indirect enum PolicyShape: Sendable {
  case object([PolicyKey])
  /// Free keys, each with a value of one shape.
  case map(PolicyShape)
  case list(PolicyShape)
  /// One value, or a list of them.
  case oneOrMany(PolicyShape)
  /// `on`, `off`, or an object that sets more.
  case switchOr(PolicyShape)
  /// Text that is not empty.
  case text
  /// Text in which `*` stands for any characters.
  case pattern
  case integer(ClosedRange<Int>)
  /// A number in 0…1, or a percentage such as `5%`.
  case share
  /// Such as `250ms`, `2s`, `1m`.
  case duration
  /// An ISO 8601 day such as `2026-03-31`.
  case date
  case flag
  case choice([String])

  /// How a message names what is expected.
  var expectation: String {
    switch self {
    case .object: "keys with values"
    case .map: "names with values"
    case .list: "a list"
    case .oneOrMany(let one): "\(one.expectation) or a list"
    case .switchOr(let other): "`on`, `off` or \(other.expectation)"
    case .text: "text"
    case .pattern: "a name or a pattern with `*`"
    case .integer(let range):
      range.upperBound == Int.max
        ? "a whole number of at least \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .share: "a share from 0 to 1, such as 0.25 or 25%"
    case .duration: "a duration with its unit, such as 250ms, 2s or 1m"
    case .date: "a date such as 2026-03-31"
    case .flag: "true or false"
    case .choice(let names): names.count == 1 ? "\(names[0])" : "one of " + names.joined(separator: ", ")
    }
  }
}

/// A key of an object of a policy file.
struct PolicyKey: Sendable {
  let name: String
  let shape: PolicyShape
  let required: Bool
  let meaning: String

  init(_ name: String, _ shape: PolicyShape, required: Bool = false, _ meaning: String) {
    self.name = name
    self.shape = shape
    self.required = required
    self.meaning = meaning
  }
}
