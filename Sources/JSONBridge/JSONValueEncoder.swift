/// Dictionaries that become objects.
private protocol TextKeyed {}
extension Dictionary: TextKeyed where Key == String {}

/// Builds a tree from an `Encodable` value.
///
/// The containers that `Encodable` asks for are handed out and written to later, so they share a node: hence a class.
struct JSONValueEncoder: Encoder {
  /// A place in the tree that is being built.
  fileprivate final class Node {
    var value: JSONValue?
    var members: [(name: String, node: Node)] = []
    var elements: [Node] = []
    var isObject = false
    var isArray = false

    var result: JSONValue {
      if isObject { return .object(members.map { JSONMember($0.name, $0.node.result) }) }
      if isArray { return .array(elements.map(\.result)) }
      return value ?? .null
    }

    func member(_ name: String) -> Node {
      let node = Node()
      if let index = members.firstIndex(where: { $0.name == name }) {
        members[index].node = node
      } else {
        members.append((name, node))
      }
      return node
    }

    func element() -> Node {
      let node = Node()
      elements.append(node)
      return node
    }
  }

  fileprivate let node: Node
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The tree of a value.
  static func encode(_ value: some Encodable, at path: [any CodingKey]) throws -> JSONValue {
    let node = Node()
    try encode(value, into: node, at: path)
    return node.result
  }

  fileprivate static func encode(_ value: some Encodable, into node: Node, at path: [any CodingKey]) throws {
    if let simple = try simple(value, at: path) {
      node.value = simple
    } else {
      try value.encode(to: JSONValueEncoder(node: node, codingPath: path))
      // A dictionary comes in an order of its own, another one in every process.
      if value is any TextKeyed { node.members.sort { $0.name < $1.name } }
    }
  }

  /// Values that JSON has a word for; nil for all others.
  private static func simple(_ value: some Encodable, at path: [any CodingKey]) throws -> JSONValue? {
    switch value {
    case let value as JSONValue: return value
    case let value as String: return .string(value)
    case let value as Bool: return .boolean(value)
    case let value as Double: return try number(value, at: path)
    case let value as Float: return try number(Double(value), at: path)
    case let value as any FixedWidthInteger: return try integer(value, at: path)
    default: return nil
    }
  }

  fileprivate static func number(_ value: Double, at path: [any CodingKey]) throws -> JSONValue {
    guard value.isFinite else {
      throw JSONError(.unwritable, "\(value) cannot be written as JSON", path: JSONPath.text(path))
    }
    return .number(value)
  }

  fileprivate static func integer(_ value: some FixedWidthInteger, at path: [any CodingKey]) throws -> JSONValue {
    if let signed = Int64(exactly: value) { return .integer(signed) }
    if let unsigned = UInt64(exactly: value) { return .unsigned(unsigned) }
    throw JSONError(.unwritable, "\(value) does not fit 64 bits", path: JSONPath.text(path))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.isObject = true
    return KeyedEncodingContainer(Keyed(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.isArray = true
    return Unkeyed(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: node, codingPath: codingPath) }

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: Node
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) { node.member(key.stringValue).value = .null }

    func encode(_ value: some Encodable, forKey key: Key) throws {
      try JSONValueEncoder.encode(value, into: node.member(key.stringValue), at: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      superEncoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      superEncoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { nested("super", JSONKey(stringValue: "super")) }

    func superEncoder(forKey key: Key) -> any Encoder { nested(key.stringValue, key) }

    private func nested(_ name: String, _ key: any CodingKey) -> any Encoder {
      JSONValueEncoder(node: node.member(name), codingPath: codingPath + [key])
    }
  }

  private struct Unkeyed: UnkeyedEncodingContainer {
    let node: Node
    let codingPath: [any CodingKey]
    var count: Int { node.elements.count }

    func encodeNil() { node.element().value = .null }

    func encode(_ value: some Encodable) throws {
      let path = codingPath + [JSONKey(intValue: count)]
      try JSONValueEncoder.encode(value, into: node.element(), at: path)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
      superEncoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    func superEncoder() -> any Encoder {
      let path = codingPath + [JSONKey(intValue: count)]
      return JSONValueEncoder(node: node.element(), codingPath: path)
    }
  }

  private struct Single: SingleValueEncodingContainer {
    let node: Node
    let codingPath: [any CodingKey]

    func encodeNil() { node.value = .null }

    func encode(_ value: some Encodable) throws { try JSONValueEncoder.encode(value, into: node, at: codingPath) }
  }
}
