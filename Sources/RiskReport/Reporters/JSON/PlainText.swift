/// Text that stands for itself in JSON.
enum PlainText {
  /// Whether bytes are printable ASCII without quotation marks and backslashes; eight at a time.
  static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // A byte is zero where it equals the one that is looked for (Mycroft's test; it may also doubt in vain).
      let (quote, slash, delete) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C), word ^ (ones &* 0x7F))
      let control = (word &- ones &* 0x20) & ~word
      let special = (quote &- ones) & ~quote | (slash &- ones) & ~slash | (delete &- ones) & ~delete
      if (word | control | special) & highs != 0 { return false }
      offset += 8
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C { return false }
      offset += 1
    }
    return true
  }
}
