internal import RiskReport

/// Holds a policy file against the table of its keys and collects everything that is wrong.
struct PolicyChecker {
  private(set) var problems: [PolicyProblem] = []

  mutating func check(_ value: PolicyNode, _ shape: PolicyShape, at path: String = "") {
    switch shape {
    case .object(let keys): checkObject(value, keys, path)
    case .map(let element):
      guard expectMapping(value, shape, path) else { return }
      for (key, value) in value.pairs {
        guard let name = key.text, !name.isEmpty else {
          add(.wrongType, key, "A name is expected here, not \(key.kind).")
          continue
        }
        check(value, element, at: join(path, name))
      }
    case .list(let element):
      guard value.isList else {
        if !value.isNull { mismatch(value, shape, path, "Begin each element with `- `.") }
        return
      }
      for (index, one) in value.elements.enumerated() { check(one, element, at: "\(path)[\(index)]") }
    case .oneOrMany(let element):
      if value.isList {
        for (index, one) in value.elements.enumerated() { check(one, element, at: "\(path)[\(index)]") }
      } else {
        check(value, element, at: path)
      }
    case .switchOr(let other):
      if value.isMapping {
        check(value, other, at: path)
      } else if value.flag == nil {
        mismatch(value, shape, path)
      }
    default: checkScalar(value, shape, path)
    }
  }

  private mutating func checkObject(_ value: PolicyNode, _ keys: [PolicyKey], _ path: String) {
    guard expectMapping(value, .object(keys), path) else { return }
    var seen: Set<String> = []
    for (keyNode, value) in value.pairs {
      guard let name = keyNode.text else {
        add(.wrongType, keyNode, "A key is expected here, not \(keyNode.kind).")
        continue
      }
      guard let key = keys.first(where: { $0.name == name }) else {
        unknown(name, keyNode, keys.map(\.name), path)
        continue
      }
      seen.insert(name)
      check(value, key.shape, at: join(path, name))
    }
    for key in keys where key.required && !seen.contains(key.name) {
      add(
        .missingKey, value, "`\(key.name)` is missing\(path.isEmpty ? "" : " from `\(path)`").",
        "Add it: \(key.shape.expectation). \(key.meaning)")
    }
  }

  private mutating func checkScalar(_ value: PolicyNode, _ shape: PolicyShape, _ path: String) {
    guard let text = value.text, !value.isNull else { return mismatch(value, shape, path) }
    let fits: Bool
    switch shape {
    case .text, .pattern: fits = !text.isEmpty
    case .integer(let range): fits = value.integer.map(range.contains) ?? false
    case .share: fits = value.share.map { (0...1).contains($0) } ?? false
    case .duration: fits = value.duration != nil
    case .date: fits = value.date != nil
    case .flag: fits = value.flag != nil
    case .choice(let names):
      if !names.contains(text) {
        let nearest = NearestName.of(text, among: names).map { "Did you mean `\($0)`?" } ?? ""
        mismatch(value, shape, path, nearest)
      }
      return
    default: fits = true
    }
    if !fits { mismatch(value, shape, path) }
  }

  private mutating func expectMapping(_ value: PolicyNode, _ shape: PolicyShape, _ path: String) -> Bool {
    if value.isMapping { return true }
    // An empty section, such as `rules:` with all its lines commented out, is no mistake.
    if !value.isNull { mismatch(value, shape, path) }
    return false
  }

  private mutating func unknown(_ name: String, _ key: PolicyNode, _ known: [String], _ path: String) {
    let place = path.isEmpty ? "at the top level" : "in `\(path)`"
    let advice =
      NearestName.of(name, among: known).map { "Did you mean `\($0)`?" }
      ?? "Known here: \(known.joined(separator: ", "))."
    add(.unknownKey, key, "`\(name.prefix(80))` is no key \(place).", advice)
  }

  private mutating func mismatch(_ value: PolicyNode, _ shape: PolicyShape, _ path: String, _ advice: String = "") {
    let isValue = value.text != nil && !value.isNull
    add(
      isValue ? .badValue : .wrongType, value,
      "\(path.isEmpty ? "A policy" : "`\(path)`") must be \(shape.expectation), not \(value.kind).", advice)
  }

  mutating func add(_ code: PolicyProblem.Code, _ value: PolicyNode, _ message: String, _ advice: String = "") {
    problems.append(
      PolicyProblem(
        code: code, file: value.file, line: value.line, column: value.column, message: message, advice: advice))
  }

  private func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
