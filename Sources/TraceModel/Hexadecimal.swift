/// Fixed-width lower-case hexadecimal text of identifiers.
public enum Hexadecimal {
  /// Sixteen digits, with leading zeros.
  public static func string(_ word: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { buffer in
      for index in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - index * 4)) & 15
        buffer[index] = digit < 10 ? 0x30 + digit : 0x57 + digit
      }
      return 16
    }
  }
}
