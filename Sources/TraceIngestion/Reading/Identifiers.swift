import TraceModel

/// Identifiers as the formats write them.
enum Identifiers {
  /// Up to 32 hexadecimal digits of either case as 128 bits; nil when there is none, more, or anything else.
  static func hexadecimal(_ text: UnsafeRawBufferPointer) -> TraceID? {
    guard !text.isEmpty, text.count <= 32 else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for byte in text {
      guard let digit = digit(byte) else { return nil }
      high = high << 4 | low >> 60
      low = low << 4 | UInt64(digit)
    }
    return TraceID(high: high, low: low)
  }

  /// Sixteen or eight bytes in base64, with or without padding, standard or URL-safe.
  static func base64(_ text: UnsafeRawBufferPointer, byteCount: Int) -> TraceID? {
    var length = text.count
    while length > 0, text[length - 1] == 0x3D { length -= 1 }
    guard length == (byteCount * 8 + 5) / 6 else { return nil }
    var id = TraceID(low: 0)
    var bits: UInt32 = 0
    var count = 0
    var bytes = 0
    for byte in text[..<length] {
      guard let value = base64Value(byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        id.high = id.high << 8 | id.low >> 56
        id.low = id.low << 8 | UInt64(bits >> UInt32(count) & 0xFF)
        bytes += 1
      }
    }
    return bytes == byteCount ? id : nil
  }

  /// A trace id of OTLP: 32 hexadecimal digits, or base64 as Tempo writes it. All zeros are valid here.
  static func otlpTrace(_ text: UnsafeRawBufferPointer) -> TraceID? {
    text.count == 32 ? hexadecimal(text) : base64(text, byteCount: 16)
  }

  /// A span id of OTLP: 16 hexadecimal digits, or base64. All zeros are valid here.
  static func otlpSpan(_ text: UnsafeRawBufferPointer) -> SpanID? {
    (text.count == 16 ? hexadecimal(text) : base64(text, byteCount: 8)).map { SpanID($0.low) }
  }

  /// A hash that stands for an identifier that is none: equal texts stay equal, in every file and run.
  static func standIn(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash = StableHash()
    for byte in text { hash.combine(byte: byte) }
    // Small numbers are what real identifiers without leading zeros look like.
    return hash.value | 1 << 63
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x57
    case 0x41...0x46: byte - 0x37
    default: nil
    }
  }

  private static func base64Value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x47
    case 0x30...0x39: byte + 4
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }
}
