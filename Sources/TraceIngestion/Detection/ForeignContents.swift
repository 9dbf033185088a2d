/// Files that are neither text nor a compression that is read, known by their first bytes.
enum ForeignContents {
  private static let magics: [(bytes: [UInt8], name: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive; unpack it first"),
    ([0x50, 0x41, 0x52, 0x31], "a Parquet file; export its traces as OTLP JSON"),
    ([0x42, 0x5A, 0x68], "compressed with bzip2; unpack it, or use gzip or zstd"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz; unpack it, or use gzip or zstd"),
    ([0x04, 0x22, 0x4D, 0x18], "compressed with lz4; unpack it, or use gzip or zstd"),
    ([0xFF, 0xFE], "UTF-16; convert it to UTF-8"),
    ([0xFE, 0xFF], "UTF-16; convert it to UTF-8"),
    ([0x7B, 0x00], "UTF-16; convert it to UTF-8"),
    ([0x00, 0x7B], "UTF-16; convert it to UTF-8"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF"),
  ]

  /// What a file is that begins with these bytes; nil for text and whatever is not known.
  static func name(of front: [UInt8]) -> String? {
    magics.first { front.starts(with: $0.bytes) }?.name
  }

  /// Whether bytes are no text: they hold bytes that text of any kind hardly has, and do not begin as JSON does.
  static func isBinary(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let first = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    if first == 0x7B || first == 0x5B { return false }
    return bytes.prefix(512).contains { $0 < 0x07 || ($0 > 0x0D && $0 < 0x1B) }
  }
}
