/// Fixed-width lower-case hexadecimal text of identifiers.
public enum Hexadecimal {
  /// Sixteen digits, with leading zeros.
  public static func string(_ word: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      write(word, to: start)
      return 16
    }
  }

  /// Thirty-two digits, made in one go: reports hold thousands of them.
  public static func string(_ high: UInt64, _ low: UInt64) -> String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      write(high, to: start)
      write(low, to: start + 16)
      return 32
    }
  }

  private static func write(_ word: UInt64, to start: UnsafeMutablePointer<UInt8>) {
    for place in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: 60 &- place &* 4)) & 15
      start[place] = digit &+ (digit < 10 ? 0x30 : 0x57)
    }
  }
}
