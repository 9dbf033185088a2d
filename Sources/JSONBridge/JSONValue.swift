/// A JSON document as a value, with the members of objects in their order.
///
/// For small documents: policies, baselines, reports, schemas. Span files are never turned into one.
public enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  /// An integer above `Int64.max`; smaller ones are always `integer`.
  case unsigned(UInt64)
  /// A finite number that was written with a fraction or an exponent.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// The kind of the value.
  public var kind: JSONKind {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .integer, .unsigned, .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// The value of a member of an object; nil when it is missing or this is no object.
  public subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The elements of an array; nil for other kinds.
  public var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object; nil for other kinds.
  public var members: [JSONMember]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The text of a string; nil for other kinds.
  public var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The number as a double; nil for other kinds.
  public var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .unsigned(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// The number as an integer without loss; nil for other kinds and for fractions.
  public var int: Int? {
    switch self {
    case .integer(let number): Int(exactly: number)
    case .unsigned(let number): Int(exactly: number)
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }
}

extension JSONValue {
  /// The path of the first whole number that lies outside a range; nothing if none does.
  ///
  /// Recursion is bounded by the parser's depth limit.
  public func firstInteger(outside range: ClosedRange<Int64>, at path: String = "") -> String? {
    switch self {
    case .integer(let number): return range.contains(number) ? nil : path
    case .unsigned: return path
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        if let found = element.firstInteger(outside: range, at: "\(path)[\(index)]") { return found }
      }
      return nil
    case .object(let members):
      for member in members {
        let place = path.isEmpty ? member.name : "\(path).\(member.name)"
        if let found = member.value.firstInteger(outside: range, at: place) { return found }
      }
      return nil
    case .number(let number):
      return number == number.rounded() && !(Double(range.lowerBound)...Double(range.upperBound)).contains(number)
        ? path : nil
    case .null, .boolean, .string: return nil
    }
  }
}

/// One member of a JSON object.
public struct JSONMember: Hashable, Sendable {
  public var name: String
  public var value: JSONValue

  public init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(nilLiteral: ()) { self = .null }

  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember($0.0, $0.1) })
  }
}
