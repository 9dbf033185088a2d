@testable import RiskReport

/// A report with every property set, also those that hardly any report has: whatever its coding asks for is given.
enum FullReport {
  static func make() throws -> Report { try Report(from: EveryProperty()) }
}

/// Answers each question of a derived coding: every member is there, every list has two elements.
private struct EveryProperty: Decoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Members<Key>())
  }
  func unkeyedContainer() -> any UnkeyedDecodingContainer { Elements() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw Unexpected() }

  static func value<Value: Decodable>(of type: Value.Type) throws -> Value {
    for plain: Any in ["text", 7, 0.25, true] { if let value = plain as? Value { return value } }
    if let words = type as? any CaseIterable.Type, let word = first(of: words) as? Value { return word }
    return try Value(from: Self())
  }

  private static func first(of words: (some CaseIterable).Type) -> Any? { words.allCases.first }

  private struct Unexpected: Error {}

  private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try value(of: type) }
    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw Unexpected() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw Unexpected() }
    func superDecoder() throws -> any Decoder { throw Unexpected() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw Unexpected() }
  }

  private struct Elements: UnkeyedDecodingContainer {
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 2 }
    private(set) var currentIndex = 0
    var isAtEnd: Bool { currentIndex == 2 }

    func decodeNil() -> Bool { false }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      currentIndex += 1
      return try value(of: type)
    }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
      throw Unexpected()
    }
    func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Unexpected() }
    func superDecoder() throws -> any Decoder { throw Unexpected() }
  }
}
