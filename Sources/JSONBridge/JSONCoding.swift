/// Codable values to and from JSON text: written in the order of their declaration, read through json-c.
///
/// Optional properties that are nil are left out when written, and may be missing when read.
public enum JSONCoding {
  /// The text of a value. Two runs write the same bytes, also of dictionaries, whose members are sorted; not of sets.
  public static func encode(
    _ value: some Encodable, layout: JSONWriter.Layout = .pretty
  ) throws(JSONError) -> [UInt8] {
    try JSONWriter.bytes(of: self.value(of: value), layout: layout)
  }

  /// A value as a tree.
  public static func value(of value: some Encodable) throws(JSONError) -> JSONValue {
    do {
      return try JSONValueEncoder.encode(value, at: [])
    } catch let error as JSONError {
      throw error
    } catch let error as EncodingError {
      guard case .invalidValue(_, let context) = error else { throw JSONError(.unwritable, "\(error)") }
      throw JSONError(.unwritable, context.debugDescription, path: JSONPath.text(context.codingPath))
    } catch {
      throw JSONError(.unwritable, "\(error)")
    }
  }

  /// Reads a value. Errors carry the path into the document.
  public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(JSONError) -> Value {
    try decode(type, from: JSONValue(parsing: bytes))
  }

  /// Reads a value from a tree.
  public static func decode<Value: Decodable>(_ type: Value.Type, from value: JSONValue) throws(JSONError) -> Value {
    do {
      return try JSONValueDecoder.decode(type, from: value, at: [])
    } catch let error as JSONError {
      throw error
    } catch let error as DecodingError {
      throw JSONError(error)
    } catch {
      throw JSONError(.wrongType, "\(error)")
    }
  }
}

/// Paths of coding keys, written as `rules[2].limit`.
enum JSONPath {
  static func text(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    return text
  }
}

/// A coding key for any name or index.
struct JSONKey: CodingKey {
  var stringValue: String
  var intValue: Int?

  init(stringValue: String) { self.stringValue = stringValue }

  init(intValue: Int) {
    stringValue = "\(intValue)"
    self.intValue = intValue
  }
}

extension JSONError {
  /// The error that a hand-written `init(from:)` throws, in our words.
  init(_ error: DecodingError) {
    switch error {
    case .typeMismatch(_, let context), .dataCorrupted(let context):
      self.init(.wrongType, context.debugDescription, path: JSONPath.text(context.codingPath))
    case .valueNotFound(_, let context):
      self.init(.missing, context.debugDescription, path: JSONPath.text(context.codingPath))
    case .keyNotFound(let key, let context):
      self.init(.missing, "the member \"\(key.stringValue)\" is missing", path: JSONPath.text(context.codingPath))
    @unknown default: self.init(.wrongType, "\(error)")
    }
  }
}
