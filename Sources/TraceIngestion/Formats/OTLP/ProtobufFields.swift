/// Walks over the fields of one protobuf message without copying (protobuf.dev, "Encoding").
struct ProtobufFields {
  /// The value of a field by its wire type. Groups are not used by OTLP and count as damage.
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    case bytes(UnsafeRawBufferPointer)

    /// The bytes of a length-delimited field; empty for other wire types.
    @inline(__always)
    var bytes: UnsafeRawBufferPointer {
      if case .bytes(let bytes) = self { bytes } else { UnsafeRawBufferPointer(start: nil, count: 0) }
    }

    /// The number of a field of any numeric wire type; zero for bytes.
    @inline(__always)
    var number: UInt64 {
      switch self {
      case .varint(let number), .fixed64(let number): number
      case .fixed32(let number): UInt64(number)
      case .bytes: 0
      }
    }
  }

  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0
  /// The message ends in the middle of a field, or has a field that no message may have.
  private(set) var isDamaged = false

  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The next field; nil at the end and at the first damage.
  @inline(__always)
  mutating func next() -> (number: Int, value: Value)? {
    let left = bytes.count - position
    guard left >= 3, let base = bytes.baseAddress else { return left <= 0 ? nil : nextOfAnyForm() }
    // Numbers below 16 have tags of one byte, and most values are shorter than 128 bytes or are times.
    let start = base + position
    let tag = start.load(as: UInt8.self)
    let second = start.load(fromByteOffset: 1, as: UInt8.self)
    if tag < 0x80, tag >= 0x08 {
      let number = Int(tag >> 3)
      if tag & 7 == 2 {
        let third = start.load(fromByteOffset: 2, as: UInt8.self)
        let isLong = second >= 0x80
        let head = isLong ? 3 : 2
        let length = isLong ? Int(second & 0x7F) | Int(third) << 7 : Int(second)
        if !isLong || third < 0x80, length + head <= left {
          position += length + head
          return (number, .bytes(UnsafeRawBufferPointer(start: start + head, count: length)))
        }
      } else if tag & 7 == 1, left >= 9 {
        position += 9
        return (number, .fixed64(UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 1, as: UInt64.self))))
      } else if tag & 7 == 0, second < 0x80 {
        position += 2
        return (number, .varint(UInt64(second)))
      }
    } else if tag & 7 == 5, second < 0x80, second > 0, left >= 6 {
      // The flags of a span, whose number takes two bytes.
      position += 6
      let value = UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 2, as: UInt32.self))
      return (Int(tag & 0x7F) >> 3 | Int(second) << 4, .fixed32(value))
    }
    return nextOfAnyForm()
  }

  @inline(never)
  private mutating func nextOfAnyForm() -> (number: Int, value: Value)? {
    guard !isDamaged, position < bytes.count else { return nil }
    guard let tag = Self.varint(in: bytes, at: &position), tag >> 3 > 0, tag >> 3 < 1 << 29 else { return damage() }
    let number = Int(truncatingIfNeeded: tag >> 3)
    switch tag & 7 {
    case 0: if let value = Self.varint(in: bytes, at: &position) { return (number, .varint(value)) }
    case 1: if let value: UInt64 = fixed() { return (number, .fixed64(UInt64(littleEndian: value))) }
    case 5: if let value: UInt32 = fixed() { return (number, .fixed32(UInt32(littleEndian: value))) }
    case 2:
      guard let length = Self.varint(in: bytes, at: &position), let count = Int(exactly: length) else {
        return damage()
      }
      guard count <= bytes.count - position else { return damage() }
      let start = position
      position += count
      return (number, .bytes(UnsafeRawBufferPointer(rebasing: bytes[start..<position])))
    default: break
    }
    return damage()
  }

  private mutating func damage() -> (number: Int, value: Value)? {
    isDamaged = true
    // Nothing behind it can be told apart any more.
    position = bytes.count
    return nil
  }

  private mutating func fixed<Number: FixedWidthInteger>() -> Number? {
    let size = MemoryLayout<Number>.size
    guard size <= bytes.count - position else { return nil }
    let value = bytes.loadUnaligned(fromByteOffset: position, as: Number.self)
    position += size
    return value
  }

  /// A varint of at most ten bytes; nil when the bytes end before it does, or it does not end.
  @inline(__always)
  static func varint(in bytes: UnsafeRawBufferPointer, at position: inout Int) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
