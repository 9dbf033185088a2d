import RiskReport
import Yams

/// A value of a policy file with its place. Reads are nil where the shape was checked to allow absence only.
struct PolicyNode {
  let node: Yams.Node
  let file: String

  var line: Int { node.mark?.line ?? 1 }
  var column: Int { node.mark?.column ?? 1 }
  /// `file:line`.
  var origin: String { "\(file):\(line)" }

  var isMapping: Bool { if case .mapping = node { true } else { false } }
  var isList: Bool { if case .sequence = node { true } else { false } }

  /// Keys with their values in the order of the file.
  var pairs: [(key: PolicyNode, value: PolicyNode)] {
    guard case .mapping(let mapping) = node else { return [] }
    return mapping.map { (PolicyNode(node: $0.key, file: file), PolicyNode(node: $0.value, file: file)) }
  }

  subscript(_ key: String) -> PolicyNode? { pairs.first { $0.key.text == key }?.value }

  /// The elements of a list; one value counts as a list of one, nothing as none.
  var elements: [PolicyNode] {
    switch node {
    case .sequence(let sequence): sequence.map { PolicyNode(node: $0, file: file) }
    default: isNull ? [] : [self]
    }
  }

  /// The text of a scalar as it is written, whatever YAML would make of it: `off`, `1.0` and dates stay what they are.
  var text: String? {
    guard case .scalar(let scalar) = node else { return nil }
    return scalar.string
  }

  /// An empty value or `null`; quoted text is never null.
  var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .any || scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  var integer: Int? { text.flatMap { Int($0) } }

  var pattern: NamePattern? { text.map { NamePattern($0) } }

  var patterns: [NamePattern] { elements.compactMap(\.pattern) }

  /// A share written as a number or as a percentage.
  var share: Double? {
    guard let text else { return nil }
    let isPercent = text.hasSuffix("%")
    let digits = isPercent ? String(text.dropLast()).trimmingSpaces : text
    guard let number = Double(digits), number.isFinite else { return nil }
    return isPercent ? number / 100 : number
  }

  /// Seconds.
  var duration: Double? {
    guard let text else { return nil }
    for (unit, seconds) in [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)] where text.hasSuffix(unit) {
      guard let number = Double(String(text.dropLast(unit.count)).trimmingSpaces), number.isFinite, number > 0
      else { return nil }
      return number * seconds
    }
    return nil
  }

  var date: CalendarDate? { text.flatMap { CalendarDate($0) } }

  var flag: Bool? {
    switch text?.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  /// The kind of value, for messages.
  var kind: String {
    switch node {
    case .mapping: "keys with values"
    case .sequence: "a list"
    case .scalar: isNull ? "nothing" : "`\(text.map { String($0.prefix(60)) } ?? "")`"
    case .alias: "an alias"
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
