/// Text that is no JSON and known for what it is: spans written for people or for tests, and pages of a web server.
enum ForeignText {
  /// What a file is that begins with these bytes; nil for whatever is not known.
  static func of(_ front: [UInt8]) -> ForeignContents? {
    let text = front.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    guard let first = text.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else { return nil }
    if first == UInt8(ascii: "<") {
      let lowered = text.prefix(64).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      guard lowered.starts(with: "<!doctype html".utf8) || lowered.starts(with: "<html".utf8) else { return nil }
      return ForeignContents(
        name: "an HTML web page, such as a login page; fetch the traces again with a valid login", mayHoldSpans: false)
    }
    return text.withUnsafeBytes { bytes in
      if beginsLine("resourceSpans:", bytes) || beginsLine("resource_spans:", bytes) {
        return ForeignContents(
          name: "YAML, as golden files of the collector's tests are; export the traces as OTLP JSON", mayHoldSpans: true)
      }
      if bytes.contains(text: "ResourceSpans #"), bytes.contains(text: "Resource attributes:"),
        !bytes.contains(text: "{\"resourceSpans\"")
      {
        return ForeignContents(
          name: "text of the collector's debug exporter; use its file exporter, which writes OTLP JSON",
          mayHoldSpans: true)
      }
      return nil
    }
  }

  /// Whether a line of the first few begins with a text.
  private static func beginsLine(_ word: String, _ text: UnsafeRawBufferPointer) -> Bool {
    text.prefix(1024).split(separator: 0x0A).contains { $0.starts(with: word.utf8) }
  }
}
