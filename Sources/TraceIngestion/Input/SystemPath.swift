/// Names of files as the system knows them: bytes, which need not be UTF-8.
///
/// A `String` carries such a name without loss: each byte that belongs to no UTF-8 is a scalar of its own, from the end of
/// the last plane for private use. What a person reads shows that byte as `\xE4`.
public enum SystemPath {
  /// The scalar of byte 0; those of the other bytes follow.
  private static let firstEscape: UInt32 = 0x10FF00

  /// The name that the system gave as bytes.
  public static func name(of bytes: [UInt8]) -> String {
    if let name = plain(bytes[...]) { return name }
    var name = String.UnicodeScalarView()
    var position = 0
    while position < bytes.count {
      let scalar = (1...4).lazy.compactMap { Self.scalar(bytes[position...].prefix($0)) }.first
      name.append(scalar ?? escape(bytes[position]))
      position += scalar.map { UTF8.width($0) } ?? 1
    }
    return String(name)
  }

  /// The bytes by which the system knows a name.
  public static func bytes(of name: String) -> [UInt8] {
    name.unicodeScalars.flatMap { scalar in
      scalar.value >= firstEscape ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
    }
  }

  /// Lends the name to the system.
  public static func withCString<Result>(_ name: String, _ body: (UnsafePointer<CChar>) throws -> Result) rethrows
    -> Result
  {
    guard name.unicodeScalars.contains(where: { $0.value >= firstEscape }) else { return try name.withCString(body) }
    return try (bytes(of: name).map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      // The array holds at least the zero at its end.
      guard let start = buffer.baseAddress else { return try "".withCString(body) }
      return try body(start)
    }
  }

  /// The name for people: a byte that is part of no character as `\x` and two digits.
  public static func shown(_ name: String) -> String {
    guard name.unicodeScalars.contains(where: { $0.value >= firstEscape }) else { return name }
    var shown = ""
    for scalar in name.unicodeScalars {
      guard scalar.value >= firstEscape else {
        shown.unicodeScalars.append(scalar)
        continue
      }
      let digits = String(scalar.value - firstEscape, radix: 16, uppercase: true)
      shown += "\\x" + (digits.count < 2 ? "0" : "") + digits
    }
    return shown
  }

  /// The text, where all of it is UTF-8 and none of it would be taken for a byte.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { $0.value >= firstEscape })
    else { return nil }
    return text
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let scalars = plain(bytes)?.unicodeScalars, scalars.count == 1 else { return nil }
    return scalars.first
  }

  private static func escape(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(firstEscape + UInt32(byte)) ?? Unicode.Scalar(byte)
  }
}
