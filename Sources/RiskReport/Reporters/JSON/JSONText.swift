public import JSONBridge

/// JSON text of values that can be encoded.
enum JSONText {
  /// What stands in place of a report with a number that JSON has no word for.
  private static let unwritable = "{\"error\": \"a value of the report cannot be written as JSON\"}\n"

  /// The value as indented JSON. Characters that steer a terminal or hide are escaped; read back they are the same.
  ///
  /// A number that JSON has no word for (infinite, not a number) makes the text an object that says so: no analysis may
  /// give one, and half a report would be worse.
  static func encode(_ value: some Encodable) -> String {
    do {
      return escaped(String(decoding: try JSONCoding.encode(value), as: UTF8.self))
    } catch {
      return unwritable
    }
  }

  /// The same of a report, whose values write themselves.
  static func encode(_ report: Report, threads: Int) -> String {
    let pieces = pieces(report, threads: threads)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { bytes.append(contentsOf: piece) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of the report's text in pieces, one behind the other.
  static func pieces(_ report: Report, threads: Int) -> [[UInt8]] {
    JSONOutput.pieces(of: report, threads: threads)
      ?? [Array(unwritable.utf8)]
  }

  /// Outside strings JSON holds no character that is escaped here, so the text may be taken as a whole.
  static func escaped(_ json: String) -> String {
    var result = ""
    // Most of it stands for itself and is copied in runs.
    var start = json.startIndex
    let scalars = json.unicodeScalars
    for index in scalars.indices where scalars[index] != "\n" && !SafeText.isVisible(scalars[index]) {
      result += json[start..<index]
      for unit in String(Character(scalars[index])).utf16 { result += escape(unit) }
      start = scalars.index(after: index)
    }
    result += json[start...]
    return result
  }

  /// A UTF-16 unit as `\u` and four digits.
  static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Report {
  /// Reads a report from its JSON form. Rendering what was read equals rendering what was written.
  public init(json bytes: [UInt8]) throws(JSONError) {
    self = try JSONCoding.decode(Report.self, from: bytes)
  }
}
