/// Dictionaries that become objects.
private protocol TextKeyed {}
extension Dictionary: TextKeyed where Key == String {}

/// Builds a tree from an `Encodable` value.
///
/// The containers that `Encodable` asks for are handed out and written to later, so they share a node: hence a class.
/// Numbers, texts and truth values go straight into the node of their container.
struct JSONValueEncoder: Encoder {
  /// A container of the tree that is being built, or what a single value container was given.
  fileprivate final class Node {
    /// What stands behind a name or at a place: a value that is finished, or a container that may still grow.
    enum Slot {
      case value(JSONValue)
      case node(Node)

      var result: JSONValue {
        switch self {
        case .value(let value): value
        case .node(let node): node.result
        }
      }
    }

    var value: JSONValue?
    var members: [(name: String, slot: Slot)] = []
    var elements: [Slot] = []
    var isObject = false
    var isArray = false
    /// Names come in no order of their own, and each once.
    var isDictionary = false

    var result: JSONValue {
      if isObject { return .object(members.map { JSONMember($0.name, $0.slot.result) }) }
      if isArray { return .array(elements.map(\.result)) }
      return value ?? .null
    }

    func set(_ name: String, _ slot: Slot) {
      if !isDictionary, let index = members.firstIndex(where: { $0.name == name }) {
        members[index].slot = slot
      } else {
        members.append((name, slot))
      }
    }

    func member(_ name: String) -> Node {
      let node = Node()
      set(name, .node(node))
      return node
    }

    func element() -> Node {
      let node = Node()
      elements.append(.node(node))
      return node
    }
  }

  /// Where a container stands, from the inside out; made into a path only when somebody asks.
  fileprivate indirect enum Place {
    case root([any CodingKey])
    case inside(Place, any CodingKey)

    var path: [any CodingKey] {
      var keys: [any CodingKey] = []
      var place = self
      while case .inside(let outer, let key) = place {
        keys.append(key)
        place = outer
      }
      if case .root(let path) = place { return path + keys.reversed() }
      return keys.reversed()
    }
  }

  fileprivate let node: Node
  fileprivate let place: Place
  var codingPath: [any CodingKey] { place.path }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The tree of a value.
  static func encode(_ value: some Encodable, at path: [any CodingKey]) throws -> JSONValue {
    let node = Node()
    try encode(value, into: node, at: .root(path))
    return node.result
  }

  fileprivate static func encode(_ value: some Encodable, into node: Node, at place: Place) throws {
    if let simple = try simple(value, at: place) {
      node.value = simple
    } else {
      node.isDictionary = value is any TextKeyed
      try value.encode(to: JSONValueEncoder(node: node, place: place))
      // A dictionary comes in another order in every process.
      if node.isDictionary { node.members.sort { $0.name < $1.name } }
    }
  }

  /// Values that JSON has a word for; nil for all others.
  private static func simple<Value: Encodable>(_ value: Value, at place: Place) throws -> JSONValue? {
    if Value.self == JSONValue.self, let value = value as? JSONValue { return value }
    if Value.self == String.self, let value = value as? String { return .string(value) }
    if Value.self == Bool.self, let value = value as? Bool { return .boolean(value) }
    if Value.self == Double.self, let value = value as? Double { return try number(value, at: place) }
    if Value.self == Float.self, let value = value as? Float { return try number(Double(value), at: place) }
    if Value.self is any FixedWidthInteger.Type, let value = value as? any FixedWidthInteger {
      return try integer(value, at: place)
    }
    return nil
  }

  fileprivate static func number(_ value: Double, at place: Place) throws -> JSONValue {
    guard value.isFinite else {
      throw JSONError(.unwritable, "\(value) cannot be written as JSON", path: JSONPath.text(place.path))
    }
    return .number(value)
  }

  fileprivate static func integer(_ value: some FixedWidthInteger, at place: Place) throws -> JSONValue {
    if let signed = Int64(exactly: value) { return .integer(signed) }
    if let unsigned = UInt64(exactly: value) { return .unsigned(unsigned) }
    throw JSONError(.unwritable, "\(value) does not fit 64 bits", path: JSONPath.text(place.path))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.isObject = true
    return KeyedEncodingContainer(Keyed(node: node, place: place))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.isArray = true
    return Unkeyed(node: node, place: place)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: node, place: place) }

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: Node
    let place: Place
    var codingPath: [any CodingKey] { place.path }

    func encodeNil(forKey key: Key) { node.set(key.stringValue, .value(.null)) }

    func encode(_ value: String, forKey key: Key) { node.set(key.stringValue, .value(.string(value))) }

    func encode(_ value: Bool, forKey key: Key) { node.set(key.stringValue, .value(.boolean(value))) }

    func encode(_ value: Int, forKey key: Key) { node.set(key.stringValue, .value(.integer(Int64(value)))) }

    func encode(_ value: Double, forKey key: Key) throws {
      node.set(key.stringValue, .value(try JSONValueEncoder.number(value, at: .inside(place, key))))
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
      try JSONValueEncoder.encode(value, into: node.member(key.stringValue), at: .inside(place, key))
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
      JSONValueEncoder(node: node.member(name), place: .inside(place, key))
    }
  }

  private struct Unkeyed: UnkeyedEncodingContainer {
    let node: Node
    let place: Place
    var codingPath: [any CodingKey] { place.path }
    var count: Int { node.elements.count }

    func encodeNil() { node.elements.append(.value(.null)) }

    func encode(_ value: String) { node.elements.append(.value(.string(value))) }

    func encode(_ value: Bool) { node.elements.append(.value(.boolean(value))) }

    func encode(_ value: Int) { node.elements.append(.value(.integer(Int64(value)))) }

    func encode(_ value: Double) throws {
      node.elements.append(.value(try JSONValueEncoder.number(value, at: inside)))
    }

    func encode(_ value: some Encodable) throws {
      let place = inside
      try JSONValueEncoder.encode(value, into: node.element(), at: place)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
      superEncoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    func superEncoder() -> any Encoder {
      let place = inside
      return JSONValueEncoder(node: node.element(), place: place)
    }

    private var inside: Place { .inside(place, JSONKey(intValue: count)) }
  }

  private struct Single: SingleValueEncodingContainer {
    let node: Node
    let place: Place
    var codingPath: [any CodingKey] { place.path }

    func encodeNil() { node.value = .null }

    func encode(_ value: some Encodable) throws { try JSONValueEncoder.encode(value, into: node, at: place) }
  }
}
