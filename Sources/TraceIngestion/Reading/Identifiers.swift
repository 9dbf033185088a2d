import TraceModel

/// Identifiers as the formats write them.
enum Identifiers {
  /// Up to 32 hexadecimal digits of either case as 128 bits; nil when there is none, more, or anything else.
  static func hexadecimal(_ text: UnsafeRawBufferPointer) -> TraceID? {
    guard let base = text.baseAddress, !text.isEmpty, text.count <= 32 else { return nil }
    if text.count == 32 {
      return thirtyTwoDigits(base)
    }
    if text.count == 16 { return sixteenDigits(base).map { TraceID(low: $0) } }
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

  @inline(__always)
  static func thirtyTwoDigits(_ base: UnsafeRawPointer) -> TraceID? {
    guard let high = sixteenDigits(base), let low = sixteenDigits(base + 16) else { return nil }
    return TraceID(high: high, low: low)
  }

  @inline(__always)
  static func sixteenDigits(_ base: UnsafeRawPointer) -> UInt64? {
    guard let high = eightDigits(UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))),
      let low = eightDigits(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    else { return nil }
    return high << 32 | low
  }

  /// The number behind eight hexadecimal digits of either case, the first in the lowest byte.
  ///
  /// Additions of a constant set the top bit of every byte that reaches a limit; bytes below 128 never carry.
  @inline(__always)
  private static func eightDigits(_ word: UInt64) -> UInt64? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    guard word & tops == 0 else { return nil }
    let folded = word | ones &* 0x20
    let decimal = (word &+ ones &* 0x50) & ~(word &+ ones &* 0x46) & tops
    let letters = (folded &+ ones &* 0x1F) & ~(folded &+ ones &* 0x19) & tops
    guard decimal | letters == tops else { return nil }
    let values = (word & (ones &* 0x0F)) &+ (letters >> 7) &* 9
    let pairs = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs << 8 | pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours << 16 | fours >> 32) & 0xFFFF_FFFF
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
