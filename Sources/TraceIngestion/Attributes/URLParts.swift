/// The host and the path of a URL, as slices of its bytes. Nothing is decoded; the query and the user are left out.
struct URLParts {
  /// With its port when one is given; empty for a relative reference.
  var host: UnsafeRawBufferPointer
  /// Without query and fragment; may be empty.
  var path: UnsafeRawBufferPointer

  init(_ url: UnsafeRawBufferPointer) {
    var rest = url[...]
    var host = rest.prefix(0)
    if let scheme = Self.endOfScheme(url) {
      rest = rest[scheme...]
      let end = rest.firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? rest.endIndex
      host = rest[..<end]
      rest = rest[end...]
      if let at = host.lastIndex(of: 0x40) { host = host[(at + 1)...] }
    }
    let end = rest.firstIndex { $0 == 0x3F || $0 == 0x23 } ?? rest.endIndex
    self.host = UnsafeRawBufferPointer(rebasing: host)
    path = UnsafeRawBufferPointer(rebasing: rest[..<end])
  }

  /// The offset behind `scheme://` or a leading `//`.
  private static func endOfScheme(_ url: UnsafeRawBufferPointer) -> Int? {
    var position = 0
    while position < url.count, isSchemeByte(url[position]) { position += 1 }
    if position > 0 {
      guard position < url.count, url[position] == 0x3A else { return nil }
      position += 1
    }
    guard position + 1 < url.count, url[position] == 0x2F, url[position + 1] == 0x2F else { return nil }
    return position + 2
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }
}

/// A host and the port behind it, where there is one. `[::1]:80` and `host:80` have one, a bare IPv6 address has none.
struct HostAndPort {
  var host: UnsafeRawBufferPointer
  var port: UnsafeRawBufferPointer

  init(_ text: UnsafeRawBufferPointer) {
    host = text
    port = UnsafeRawBufferPointer(rebasing: text.prefix(0))
    // From the end: up to five digits, and a colon before them.
    var start = text.count
    while start > 0, text[start - 1] &- 0x30 < 10, text.count - start < 6 { start -= 1 }
    let colon = start - 1
    guard start < text.count, text.count - start <= 5, colon > 0, text[colon] == 0x3A else { return }
    let before = text[..<colon]
    let isBracketed = before.first == 0x5B && before.last == 0x5D
    guard isBracketed || !before.contains(0x3A) else { return }
    host = UnsafeRawBufferPointer(rebasing: isBracketed ? before.dropFirst().dropLast() : before)
    port = UnsafeRawBufferPointer(rebasing: text[start...])
  }
}
