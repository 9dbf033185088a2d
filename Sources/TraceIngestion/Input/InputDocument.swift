/// An input that is no trace but a document that the caller reads itself.
public struct InputDocument: Hashable, Sendable {
  /// As the user gave it.
  public var path: String
  /// What its front was taken for.
  public var kind: DocumentKind
  /// All of it, decompressed.
  public var bytes: [UInt8]

  /// Reads all of a path, opened once: a file, a pipe, or standard input for `-`; compressed or plain.
  public static func bytes(of path: String) throws(IngestionError) -> [UInt8] {
    do throws(InputFault) {
      return try DecompressedSource.open(FileSource(path: path)).allBytes()
    } catch {
      throw IngestionError(.unreadable, path: path, reason: error.message)
    }
  }
}

/// The documents that Firebreak writes, told apart by their first members.
public enum DocumentKind: Sendable {
  case summary
  case report
  case baseline

  /// Enough of a document to tell.
  static let peekedBytes = 512

  /// What a file holds, if Firebreak wrote it.
  public static func ofFile(_ path: String) -> DocumentKind? {
    guard let source = try? FileSource(path: path), let opened = try? DecompressedSource.open(source) else { return nil }
    return opened.documentKind().0
  }

  /// What begins with these bytes, if Firebreak wrote it.
  public init?(front: [UInt8]) {
    let text = String(decoding: front.prefix(Self.peekedBytes).filter { $0 > 0x20 }, as: UTF8.self)
    if text.hasPrefix("{\"kind\":\"firebreak-summary\"") {
      self = .summary
    } else if text.hasPrefix("{\"schemaVersion\":"), text.contains("\"identityVersion\":") {
      self = .baseline
    } else if text.hasPrefix("{\"schemaVersion\":"), text.contains("\"tool\":{\"name\":\"firebreak\"") {
      self = .report
    } else {
      return nil
    }
  }
}

extension PeekedSource {
  /// What the source holds if its front is that of a document, else the source with a longer front.
  func documentKind() -> (DocumentKind?, PeekedSource) {
    let begin = front.prefix(DecompressedSource.peekedBytes).filter { $0 > 0x20 }
    // Only what may be a document is looked at further: a pipe that gives its first records slowly is not waited for.
    guard begin.starts(with: "{\"kind\":".utf8) || begin.starts(with: "{\"schemaVersion\":".utf8) else {
      return (nil, self)
    }
    let further = PeekedSource(self, count: DocumentKind.peekedBytes)
    return (DocumentKind(front: further.front), further)
  }

  /// Everything up to the end.
  func allBytes() throws(InputFault) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var fault: InputFault?
      var count = 0
      chunk.withUnsafeMutableBytes { buffer in
        do throws(InputFault) { count = try read(into: buffer) } catch { fault = error }
      }
      if let fault { throw fault }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}
