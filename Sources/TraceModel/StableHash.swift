/// A hash that is the same in every run and on every machine: FNV-1a over bytes, 64 bits wide.
///
/// For identifiers that people keep (findings, shapes). Source: Fowler, Noll, Vo; draft-eastlake-fnv.
public struct StableHash: Sendable {
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func combine(byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Adds the UTF-8 bytes of a string and a separator that no UTF-8 text contains.
  public mutating func combine(_ string: String) {
    for byte in string.utf8 { combine(byte: byte) }
    combine(byte: 0xFF)
  }

  public mutating func combine(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { combine(byte: UInt8(truncatingIfNeeded: word >> shift)) }
  }

  /// Sixteen lower-case hexadecimal digits.
  public var hexadecimal: String { Hexadecimal.string(value) }
}
