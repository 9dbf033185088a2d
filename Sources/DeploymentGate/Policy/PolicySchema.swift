/// The JSON schema of policy files, made from the table of their keys: editors check and complete by it.
public enum PolicySchema {
  /// The text of `schemas/policy.schema.json`.
  public static var text: String {
    var root = schema(of: PolicyKeys.root)
    root.members.insert(("$schema", .text("https://json-schema.org/draft/2020-12/schema")), at: 0)
    root.members.insert(("title", .text("Firebreak policy")), at: 1)
    root.members.insert(
      ("description", .text("What a team has decided about how failures may spread: firebreak.yml.")), at: 2)
    return SchemaValue.object(root).text(indent: 0) + "\n"
  }

  private static func schema(of shape: PolicyShape) -> SchemaObject {
    switch shape {
    case .object(let keys):
      var object = SchemaObject([
        ("type", .list([.text("object"), .text("null")])), ("additionalProperties", .flag(false)),
      ])
      let required = keys.filter(\.required).map { SchemaValue.text($0.name) }
      if !required.isEmpty { object.members.append(("required", .list(required))) }
      let properties = keys.map { key in
        var value = schema(of: key.shape)
        value.members.insert(("description", .text(key.meaning)), at: 0)
        return (key.name, SchemaValue.object(value))
      }
      object.members.append(("properties", .object(SchemaObject(properties))))
      return object
    case .map(let element):
      return SchemaObject([
        ("type", .list([.text("object"), .text("null")])), ("additionalProperties", .object(schema(of: element))),
      ])
    case .list(let element):
      return SchemaObject([
        ("type", .list([.text("array"), .text("null")])), ("items", .object(schema(of: element))),
      ])
    case .oneOrMany(let element):
      let one = schema(of: element)
      let many = SchemaObject([("type", .text("array")), ("items", .object(one))])
      return SchemaObject([("oneOf", .list([.object(one), .object(many)]))])
    case .switchOr(let other):
      return SchemaObject([
        (
          "oneOf",
          .list([
            .object(SchemaObject([("enum", .list([.text("on"), .text("off"), .flag(true), .flag(false)]))])),
            .object(schema(of: other)),
          ])
        )
      ])
    default: return scalar(shape)
    }
  }

  private static func scalar(_ shape: PolicyShape) -> SchemaObject {
    switch shape {
    case .integer(let range):
      let most: [(String, SchemaValue)] = range.upperBound == Int.max ? [] : [("maximum", .integer(range.upperBound))]
      return SchemaObject([("type", .text("integer")), ("minimum", .integer(range.lowerBound))] + most)
    case .share:
      let number = SchemaObject([("type", .text("number")), ("minimum", .integer(0)), ("maximum", .integer(1))])
      let percentage = SchemaObject([("type", .text("string")), ("pattern", .text("^[0-9]+(\\.[0-9]+)? ?%$"))])
      return SchemaObject([("oneOf", .list([.object(number), .object(percentage)]))])
    case .duration:
      return SchemaObject([("type", .text("string")), ("pattern", .text("^[0-9]+(\\.[0-9]+)? ?(ms|s|m|h)$"))])
    case .date:
      return SchemaObject([("type", .text("string")), ("format", .text("date"))])
    case .flag:
      return SchemaObject([("type", .text("boolean"))])
    case .choice(let names):
      return SchemaObject([("enum", .list(names.map { .text($0) }))])
    default:
      return SchemaObject([("type", .text("string")), ("minLength", .integer(1))])
    }
  }
}

/// A JSON object whose members keep their order.
private struct SchemaObject {
  var members: [(String, SchemaValue)]

  init(_ members: [(String, SchemaValue)]) {
    self.members = members
  }
}

/// What a schema is made of.
private indirect enum SchemaValue {
  case object(SchemaObject)
  case list([SchemaValue])
  case text(String)
  case integer(Int)
  case flag(Bool)

  func text(indent: Int) -> String {
    let margin = String(repeating: "  ", count: indent + 1)
    switch self {
    case .object(let object):
      let lines = object.members.map { "\(margin)\(Self.quoted($0.0)): \($0.1.text(indent: indent + 1))" }
      return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n" + margin.dropLast(2) + "}"
    case .list(let values):
      if values.allSatisfy(\.isScalar) { return "[" + values.map { $0.text(indent: 0) }.joined(separator: ", ") + "]" }
      let lines = values.map { margin + $0.text(indent: indent + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + margin.dropLast(2) + "]"
    case .text(let text): return Self.quoted(text)
    case .integer(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .object, .list: false
    default: true
    }
  }

  /// Schemas hold only our own words: quotes and backslashes are all that needs escaping.
  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
