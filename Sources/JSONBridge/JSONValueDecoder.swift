/// Reads a `Decodable` value out of a tree.
struct JSONValueDecoder: Decoder {
  let value: JSONValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The value of a type that a tree holds.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from value: JSONValue, at path: [any CodingKey]
  ) throws -> Value {
    if let simple = try simple(type, from: value, at: path) { return simple }
    return try Value(from: JSONValueDecoder(value: value, codingPath: path))
  }

  /// Types that JSON has a word for; nil for all others.
  private static func simple<Value: Decodable>(
    _ type: Value.Type, from value: JSONValue, at path: [any CodingKey]
  ) throws -> Value? {
    switch type {
    case is JSONValue.Type: return value as? Value
    case is String.Type:
      guard let text = value.text else { throw mismatch("a string", value, path) }
      return text as? Value
    case is Bool.Type:
      guard case .boolean(let flag) = value else { throw mismatch("true or false", value, path) }
      return flag as? Value
    case is Double.Type:
      guard let number = value.double else { throw mismatch("a number", value, path) }
      return number as? Value
    case is Float.Type:
      guard let number = value.double else { throw mismatch("a number", value, path) }
      return Float(number) as? Value
    case let integer as any FixedWidthInteger.Type: return try self.integer(integer, from: value, at: path) as? Value
    default: return nil
    }
  }

  private static func integer<Number: FixedWidthInteger>(
    _ type: Number.Type, from value: JSONValue, at path: [any CodingKey]
  ) throws -> Number {
    let exact: Number? =
      switch value {
      case .integer(let number): Number(exactly: number)
      case .unsigned(let number): Number(exactly: number)
      case .number(let number): Number(exactly: number)
      default: throw mismatch("an integer", value, path)
      }
    guard let exact else {
      throw JSONError(.outOfRange, "expected an integer of \(Number.bitWidth) bits", path: JSONPath.text(path))
    }
    return exact
  }

  fileprivate static func mismatch(_ expected: String, _ value: JSONValue, _ path: [any CodingKey]) -> JSONError {
    JSONError(.wrongType, "expected \(expected), found \(value.kind.rawValue)", path: JSONPath.text(path))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let members = value.members else { throw Self.mismatch("an object", value, codingPath) }
    return KeyedDecodingContainer(Keyed(members: members, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let elements = value.elements else { throw Self.mismatch("an array", value, codingPath) }
    return Unkeyed(elements: elements, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(value: value, codingPath: codingPath) }

  private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let values: [String: JSONValue]
    let codingPath: [any CodingKey]
    let allKeys: [Key]

    init(members: [JSONMember], codingPath: [any CodingKey]) {
      values = Dictionary(members.map { ($0.name, $0.value) }) { _, last in last }
      allKeys = members.compactMap { Key(stringValue: $0.name) }
      self.codingPath = codingPath
    }

    func contains(_ key: Key) -> Bool { values[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try value(key) == .null }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      try JSONValueDecoder.decode(type, from: value(key), at: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      try superDecoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try superDecoder(forKey: key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder {
      JSONValueDecoder(value: values["super"] ?? .null, codingPath: codingPath + [JSONKey(stringValue: "super")])
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
      JSONValueDecoder(value: try value(key), codingPath: codingPath + [key])
    }

    private func value(_ key: Key) throws -> JSONValue {
      guard let value = values[key.stringValue] else {
        throw JSONError(.missing, "the member \"\(key.stringValue)\" is missing", path: JSONPath.text(codingPath))
      }
      return value
    }
  }

  private struct Unkeyed: UnkeyedDecodingContainer {
    let elements: [JSONValue]
    let codingPath: [any CodingKey]
    var currentIndex = 0

    init(elements: [JSONValue], codingPath: [any CodingKey]) {
      self.elements = elements
      self.codingPath = codingPath
    }

    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private var path: [any CodingKey] { codingPath + [JSONKey(intValue: currentIndex)] }

    private func next() throws -> JSONValue {
      guard currentIndex < elements.count else {
        throw JSONError(.missing, "the array ends before this element", path: JSONPath.text(path))
      }
      return elements[currentIndex]
    }

    mutating func decodeNil() throws -> Bool {
      guard try next() == .null else { return false }
      currentIndex += 1
      return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      let value = try JSONValueDecoder.decode(type, from: next(), at: path)
      currentIndex += 1
      return value
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested>
    {
      try superDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      try superDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
      let decoder = JSONValueDecoder(value: try next(), codingPath: path)
      currentIndex += 1
      return decoder
    }
  }

  private struct Single: SingleValueDecodingContainer {
    let value: JSONValue
    let codingPath: [any CodingKey]

    func decodeNil() -> Bool { value == .null }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try JSONValueDecoder.decode(type, from: value, at: codingPath)
    }
  }
}

extension JSONValue: Codable {
  public init(from decoder: any Decoder) throws {
    // Our own decoder hands trees out as they are and never comes here.
    guard let decoder = decoder as? JSONValueDecoder else {
      throw JSONError(.wrongType, "a JSON tree can only be read from JSON")
    }
    self = decoder.value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let flag): try container.encode(flag)
    case .integer(let number): try container.encode(number)
    case .unsigned(let number): try container.encode(number)
    case .number(let number): try container.encode(number)
    case .string(let text): try container.encode(text)
    case .array(let elements): try container.encode(elements)
    case .object(let members):
      var keyed = encoder.container(keyedBy: JSONKey.self)
      for member in members { try keyed.encode(member.value, forKey: JSONKey(stringValue: member.name)) }
    }
  }
}
