internal import Foundation

/// JSON text of values that can be encoded.
enum JSONText {
  /// The value as indented JSON. Characters that steer a terminal or hide are escaped; read back they are the same.
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let data = try? encoder.encode(value) else { return "null\n" }
    return escaped(String(decoding: data, as: UTF8.self)) + "\n"
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
