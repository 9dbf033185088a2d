public import JSONBridge

/// A JSON Schema of draft 2020-12, for as many keywords as our schemas use; another keyword is an error, not ignored.
///
/// Stricter than the draft in one point unless told otherwise: a property that no schema describes is an error. Published
/// schemas leave room for additions, our own output may not use it.
public struct JSONSchema {
  public let root: JSONValue
  /// Whether a document may have properties that the schema does not describe: for schemas of older versions.
  private let allowsAdditions: Bool

  public init(root: JSONValue, allowsAdditions: Bool = false) {
    self.root = root
    self.allowsAdditions = allowsAdditions
  }

  /// What is wrong with a document, each with its path; empty when nothing is.
  public func errors(_ document: JSONValue) -> [String] {
    var errors: [String] = []
    check(document, root, "$", &errors)
    return errors
  }

  private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String, _ errors: inout [String]) {
    for keyword in schema.members ?? [] {
      switch keyword.name {
      case "$schema", "$defs", "title", "description": continue
      case "$ref":
        guard let target = resolve(keyword.value.text ?? "") else {
          errors.append("\(path): no \(keyword.value)")
          continue
        }
        check(value, target, path, &errors)
      case "type":
        if !isOf(value, keyword.value.text ?? "") { errors.append("\(path): not of type \(keyword.value)") }
      case "const":
        if value != keyword.value { errors.append("\(path): not \(keyword.value)") }
      case "enum":
        if !(keyword.value.elements ?? []).contains(value) { errors.append("\(path): \(value) is not in the list") }
      case "pattern":
        let pattern = try? Regex(keyword.value.text ?? "")
        if let text = value.text, let pattern, text.firstMatch(of: pattern) != nil { continue }
        errors.append("\(path): does not match")
      case "minimum":
        if let number = value.double, let limit = keyword.value.double, number < limit {
          errors.append("\(path): too low")
        }
      case "maximum":
        if let number = value.double, let limit = keyword.value.double, number > limit {
          errors.append("\(path): too high")
        }
      case "required":
        for name in (keyword.value.elements ?? []).compactMap(\.text) where value[name] == nil {
          errors.append("\(path): \(name) is missing")
        }
      case "items":
        for (place, element) in (value.elements ?? []).enumerated() {
          check(element, keyword.value, "\(path)[\(place)]", &errors)
        }
      case "properties":
        for member in value.members ?? [] {
          if let property = keyword.value[member.name] {
            check(member.value, property, "\(path).\(member.name)", &errors)
          } else if !allowsAdditions {
            errors.append("\(path): \(member.name) is not described")
          }
        }
      default: errors.append("\(path): the keyword \(keyword.name) is not known")
      }
    }
  }

  private func resolve(_ reference: String) -> JSONValue? {
    guard reference.hasPrefix("#/") else { return nil }
    return reference.dropFirst(2).split(separator: "/").reduce(root) { $0?[String($1)] }
  }

  private func isOf(_ value: JSONValue, _ type: String) -> Bool {
    switch type {
    case "object": value.kind == .object
    case "array": value.kind == .array
    case "string": value.kind == .string
    case "boolean": value.kind == .boolean
    case "number": value.kind == .number
    case "integer": value.int != nil
    default: false
    }
  }

  /// Paths of properties and definitions without a description.
  public func undescribed() -> [String] {
    var missing: [String] = []
    var open: [(path: String, schema: JSONValue)] = [("$", root)]
    while let (path, schema) = open.popLast() {
      if schema["description"]?.text?.isEmpty != false { missing.append(path) }
      for group in ["properties", "$defs"] {
        for member in schema[group]?.members ?? [] { open.append(("\(path).\(member.name)", member.value)) }
      }
    }
    return missing.sorted()
  }
}
