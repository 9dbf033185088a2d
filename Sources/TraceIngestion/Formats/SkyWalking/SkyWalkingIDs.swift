import TraceModel

/// SkyWalking numbers spans within a segment; an identifier is made of the segment's text and the number.
enum SkyWalkingIDs {
  /// The same segment and number give the same identifier, in every file and run.
  static func span(_ segment: UnsafeRawBufferPointer, _ number: Int64) -> SpanID {
    var hash = StableHash()
    for byte in segment { hash.combine(byte: byte) }
    hash.combine(byte: 0x2E)
    for shift in stride(from: 0, to: 64, by: 8) {
      hash.combine(byte: UInt8(truncatingIfNeeded: UInt64(bitPattern: number) >> UInt64(shift)))
    }
    return SpanID(hash.value | 1)
  }

  /// A trace's identifier is any text.
  static func trace(_ text: UnsafeRawBufferPointer) -> TraceID {
    RowIDs.trace(text, .text) ?? TraceID(low: 0)
  }
}
