/// Turns offsets of a stream into line numbers, counting each byte once.
struct LineCounter: Sendable {
  /// The line that `offset` is on, counted from 1.
  private var line: Int
  init(line: Int = 1) {
    self.line = line
  }

  /// How far lines were counted, as an offset in the buffer.
  private var offset = 0

  /// The line of a byte. Offsets before the last one asked for give the last line again.
  mutating func line(at target: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    let end = min(target, bytes.count)
    if end > offset {
      line += Self.lineBreaks(in: UnsafeRawBufferPointer(rebasing: bytes[offset..<end]))
      offset = end
    }
    return line
  }

  /// Follows the buffer when its first bytes are dropped; they must have been counted.
  mutating func drop(_ count: Int, from bytes: UnsafeRawBufferPointer) {
    _ = line(at: count, in: bytes)
    offset -= count
  }

  private static func lineBreaks(in bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var total = 0
    var position = 0
    while position + 8 <= bytes.count {
      // Exact for every byte: the carry of the addition stays inside its seven bits.
      let word = ByteWord.load(base, position) ^ (ByteWord.ones &* 0x0A)
      let sevenBits = ~ByteWord.tops
      let nonZero = ((word & sevenBits) &+ sevenBits) | word
      total += (~nonZero & ByteWord.tops).nonzeroBitCount
      position += 8
    }
    while position < bytes.count {
      if bytes[position] == 0x0A { total += 1 }
      position += 1
    }
    return total
  }
}
