/// A `KeyValue` of the form that nearly all have: a name and one text or whole number, each of less than 128 bytes.
///
/// Told by the bytes that stand around the name and the value, without a walk over fields.
struct PlainKeyValue {
  let key: UnsafeRawBufferPointer
  let value: AttributeValue

  @inline(__always)
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 6, let base = bytes.baseAddress else { return nil }
    @inline(__always) func byte(_ place: Int) -> Int { Int(base.load(fromByteOffset: place, as: UInt8.self)) }
    // Field 1, text; then field 2, a message that ends where all does.
    let keyCount = byte(1)
    guard byte(0) == 0x0A, keyCount < 0x80, keyCount + 6 <= bytes.count else { return nil }
    let start = keyCount + 4
    guard byte(keyCount + 2) == 0x12, byte(keyCount + 3) == bytes.count - start, bytes.count - start < 0x80 else {
      return nil
    }
    key = UnsafeRawBufferPointer(start: base + 2, count: keyCount)
    if byte(start) == 0x0A, byte(start + 1) == bytes.count - start - 2 {
      value = .text(UnsafeRawBufferPointer(start: base + start + 2, count: bytes.count - start - 2))
      return
    }
    guard byte(start) == 0x18 else { return nil }
    var position = start + 1
    guard let number = ProtobufFields.varint(in: bytes, at: &position), position == bytes.count else { return nil }
    value = .integer(Int64(bitPattern: number))
  }
}
