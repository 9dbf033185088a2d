/// A file that is neither text nor a compression that is read, known by its first bytes.
struct ForeignContents: Hashable, Sendable {
  /// What it is and what to do about it.
  var name: String
  /// Spans may be in it, so that they are missed.
  var mayHoldSpans: Bool

  private static let holders: [(bytes: [UInt8], name: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive; unpack it first"),
    ([0x50, 0x41, 0x52, 0x31], "a Parquet file; export its traces as OTLP JSON"),
    ([0x42, 0x5A, 0x68], "compressed with bzip2; unpack it, or use gzip or zstd"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz; unpack it, or use gzip or zstd"),
    ([0x04, 0x22, 0x4D, 0x18], "compressed with lz4; unpack it, or use gzip or zstd"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive; unpack it first"),
    ([0x52, 0x61, 0x72, 0x21, 0x1A], "a rar archive; unpack it first"),
    (Array("Obj".utf8) + [0x01], "an Avro file; export its traces as OTLP JSON"),
    (Array("ORC".utf8), "an ORC file; export its traces as OTLP JSON"),
    (Array("SQLite format 3".utf8), "a SQLite database; export its traces as OTLP JSON"),
    ([0xFF, 0xFE], "UTF-16; convert it to UTF-8"),
    ([0xFE, 0xFF], "UTF-16; convert it to UTF-8"),
    ([0x7B, 0x00], "UTF-16; convert it to UTF-8"),
    ([0x00, 0x7B], "UTF-16; convert it to UTF-8"),
    ([0x5B, 0x00], "UTF-16; convert it to UTF-8"),
    ([0x00, 0x5B], "UTF-16; convert it to UTF-8"),
  ]
  private static let others: [(bytes: [UInt8], name: String)] = [
    ([0x7F, 0x45, 0x4C, 0x46], "a program"), ([0xCF, 0xFA, 0xED, 0xFE], "a program"),
    ([0xCA, 0xFE, 0xBA, 0xBE], "a program"), ([0x00, 0x61, 0x73, 0x6D], "a program"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"), (Array("GIF8".utf8), "a picture"),
    ([0x00, 0x00, 0x01, 0x00], "a picture"), (Array("RIFF".utf8), "a picture or a sound"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF"), (Array("wOF2".utf8), "a font"), (Array("wOFF".utf8), "a font"),
    ([0x00, 0x01, 0x00, 0x00, 0x00], "a font"),
  ]
  private static let tarMark = Array("ustar".utf8)

  /// No text, and nothing that is known.
  static let binary = ForeignContents(name: "no text", mayHoldSpans: true)

  /// What a file is that begins with these bytes; nil for text and whatever is not known.
  static func of(_ front: [UInt8]) -> ForeignContents? {
    if let found = holders.first(where: { front.starts(with: $0.bytes) }) {
      return ForeignContents(name: found.name, mayHoldSpans: true)
    }
    if front.count > 262, front[257..<262].elementsEqual(tarMark) {
      return ForeignContents(name: "a tar archive; unpack it first", mayHoldSpans: true)
    }
    if let found = others.first(where: { front.starts(with: $0.bytes) }) {
      return ForeignContents(name: found.name, mayHoldSpans: false)
    }
    return ForeignText.of(front)
  }

  /// Whether bytes are no text: they hold bytes that text of any kind hardly has, and do not begin as JSON does.
  static func isBinary(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let first = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    if first == 0x7B || first == 0x5B { return false }
    return bytes.prefix(512).contains { $0 < 0x07 || ($0 > 0x0D && $0 < 0x1B) }
  }
}
