/// A span's identifier of 64 bits, unique within its trace. Zero means "none".
public struct SpanID: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var bits: UInt64

  @inlinable
  public init(_ bits: UInt64) {
    self.bits = bits
  }

  public static let none = SpanID(0)

  @inlinable
  public var isValid: Bool { bits != 0 }

  @inlinable
  public static func < (left: SpanID, right: SpanID) -> Bool { left.bits < right.bits }

  /// 16 hexadecimal digits.
  public var description: String { Hexadecimal.string(bits) }
}
