extension JSONValue {
  /// Parses one document with json-c.
  ///
  /// - Throws: for anything that is not strict JSON: also for two members of one name, numbers that do not fit, and text
  ///   that is not UTF-8.
  public init(parsing bytes: [UInt8], depthLimit: Int = JSONDocumentParser.defaultDepthLimit) throws(JSONError) {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(JSONError) in try JSONValue(parsing: buffer, depthLimit: depthLimit) }
    }
    self = try result.get()
  }

  /// Parses a text with json-c.
  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }

  private init(parsing buffer: UnsafeRawBufferPointer, depthLimit: Int) throws(JSONError) {
    // json-c would quietly let the last of two members win.
    var duplicates = DuplicateMemberScan()
    if let found = duplicates.first(in: buffer) {
      throw JSONError(
        .malformed, "the member \"\(found.name)\" occurs twice in one object", byteOffset: found.byteOffset)
    }
    var parser = JSONDocumentParser(depthLimit: depthLimit)
    self = try parser.withDocument(buffer) { (reader) throws(JSONError) in try Self.value(&reader) }
  }

  /// Recursion is bounded by the parser's depth limit.
  private static func value(_ reader: inout JSONTreeReader) throws(JSONError) -> JSONValue {
    switch reader.kind {
    case .null:
      reader.skip()
      return .null
    case .boolean: return .boolean(reader.readBoolean() ?? false)
    case .string: return .string(reader.readString()?.text ?? "")
    case .number:
      guard let number = reader.number else {
        throw JSONError(.outOfRange, "a number that does not fit 64 bits", path: reader.path)
      }
      return number
    case .array:
      var elements: [JSONValue] = []
      guard reader.enterArray() else { return .null }
      while reader.nextElement() { elements.append(try value(&reader)) }
      return .array(elements)
    case .object:
      var members: [JSONMember] = []
      guard reader.enterObject() else { return .null }
      while let name = reader.nextMember() {
        let name = name.text
        members.append(JSONMember(name, try value(&reader)))
      }
      return .object(members)
    }
  }
}
