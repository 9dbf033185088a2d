public import JSONBridge

/// JSON text of values that can be encoded.
enum JSONText {
  /// The value as indented JSON. Characters that steer a terminal or hide are escaped; read back they are the same.
  ///
  /// A number that JSON has no word for (infinite, not a number) makes the text an object that says so: no analysis may
  /// give one, and half a report would be worse.
  static func encode(_ value: some Encodable) -> String {
    do {
      return escaped(String(decoding: try JSONCoding.encode(value), as: UTF8.self))
    } catch {
      return "{\"error\": \"a value of the report cannot be written as JSON\"}\n"
    }
  }

  /// Outside strings JSON holds no character that is escaped here, so the text may be taken as a whole.
  static func escaped(_ json: String) -> String {
    var result = ""
    for scalar in json.unicodeScalars {
      if scalar == "\n" || SafeText.isVisible(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        for unit in String(Character(scalar)).utf16 { result += "\\u" + hexadecimal(unit) }
      }
    }
    return result
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Report {
  /// Reads a report from its JSON form. Rendering what was read equals rendering what was written.
  public init(json bytes: [UInt8]) throws(JSONError) {
    self = try JSONCoding.decode(Report.self, from: bytes)
  }
}
