/// Fixed-width lower-case hexadecimal text of identifiers.
public enum Hexadecimal {
  /// Sixteen digits, with leading zeros.
  public static func string(_ word: UInt64) -> String {
    String(decoding: stride(from: 60, through: 0, by: -4).map { shift in digits[Int(word >> UInt64(shift) & 15)] }, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
