/// Opens the bytes behind a compressed or plain source, told apart by their first bytes.
enum DecompressedSource {
  /// Enough to tell formats apart, and for the names of a table's columns.
  static let peekedBytes = 4096

  static func open(_ source: any ByteSource) throws(InputFault) -> PeekedSource {
    let peeked = PeekedSource(source, count: peekedBytes)
    let front = peeked.front
    if front.starts(with: [0x1F, 0x8B]) { return try PeekedSource(GzipSource(peeked), count: peekedBytes) }
    let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    if front.dropFirst(4).starts(with: zstd), !front.starts(with: zstd) {
      return try PeekedSource(ZstdSource(peeked, isLengthPrefixed: true), count: peekedBytes)
    }
    if front.starts(with: zstd) || isSkippableZstdFrame(front) {
      return try PeekedSource(ZstdSource(peeked), count: peekedBytes)
    }
    return peeked
  }

  /// Some writers put a frame of their own in front (RFC 8878, section 3.1.2).
  private static func isSkippableZstdFrame(_ front: [UInt8]) -> Bool {
    front.count >= 4 && front[0] & 0xF0 == 0x50 && front[1...3].elementsEqual([0x2A, 0x4D, 0x18])
  }
}
