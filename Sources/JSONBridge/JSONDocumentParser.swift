import CJSONC

/// json-c's parser, used again for every document, one at a time.
///
/// A document's tree lives only inside the closure it is lent to: json-c's trees are some nineteen times the size of
/// their text, so they are freed before the next one is made. One parser serves one thread.
public struct JSONDocumentParser: ~Copyable {
  private let tokener: UnsafeMutablePointer<json_tokener>

  /// How deep containers may nest, unless told otherwise. Real traces need about ten.
  public static let defaultDepthLimit = 64

  /// - Parameter depthLimit: documents that nest deeper are refused.
  public init(depthLimit: Int = defaultDepthLimit) {
    let depth = Int32(clamping: max(depthLimit, 1))
    guard let tokener = json_tokener_new_ex(depth) else { fatalError("json-c has no memory for its parser") }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8)
    self.tokener = tokener
  }

  deinit { json_tokener_free(tokener) }

  /// Parses one document and lends a reader that stands before its root.
  ///
  /// - Parameters:
  ///   - bytes: exactly one JSON value, with white space around it at most.
  ///   - isSliced: a slicer cut the bytes out and has made sure that no single quote stands outside of a string.
  public mutating func withDocument<Result>(
    _ bytes: UnsafeRawBufferPointer, isSliced: Bool = false,
    _ body: (inout JSONTreeReader) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    let root = try parse(bytes, isSliced: isSliced)
    defer { json_object_put(root) }
    var reader = JSONTreeReader(root: root)
    return try body(&reader)
  }

  private func parse(_ bytes: UnsafeRawBufferPointer, isSliced: Bool) throws(JSONError) -> OpaquePointer? {
    if !isSliced, let offset = StructureScan.offsetOfSingleQuote(in: bytes) {
      // json-c takes single-quoted strings even when it is told to be strict.
      throw JSONError(.malformed, "strings are quoted with \", not with '", byteOffset: offset)
    }
    guard let length = Int32(exactly: bytes.count) else {
      throw JSONError(.tooLarge, "a document of \(bytes.count) bytes is more than the parser takes")
    }
    json_tokener_reset(tokener)
    var root = json_tokener_parse_ex(tokener, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), length)
    var failure = json_tokener_get_error(tokener)
    var consumed = Int(clamping: json_tokener_get_parse_end(tokener))
    if failure == json_tokener_continue, length > 0 {
      // A number at the end of the text could still go on: white space ends it.
      root = json_tokener_parse_ex(tokener, " ", 1)
      failure = json_tokener_get_error(tokener)
      consumed = bytes.count
    }
    guard failure == json_tokener_success else {
      json_object_put(root)
      throw error(for: failure, at: consumed, in: bytes)
    }
    if let offset = bytes[min(consumed, bytes.count)...].firstIndex(where: { !$0.isJSONSpace }) {
      json_object_put(root)
      throw JSONError(.malformed, "something follows the end of the document", byteOffset: offset)
    }
    return root
  }

  private func error(for code: json_tokener_error, at offset: Int, in bytes: UnsafeRawBufferPointer) -> JSONError {
    switch code {
    case json_tokener_continue:
      return JSONError(.truncated, "the text ends before its value does", byteOffset: bytes.count)
    case json_tokener_error_depth:
      return JSONError(.tooDeep, "arrays and objects nest deeper than the limit", byteOffset: offset)
    case json_tokener_error_parse_utf8_string:
      return JSONError(.invalidUTF8, "a string is not UTF-8", byteOffset: offset)
    case json_tokener_error_parse_eof where offset >= bytes.count:
      return JSONError(.truncated, "the text ends before its value does", byteOffset: bytes.count)
    default:
      let reason = String(cString: json_tokener_error_desc(code))
      return JSONError(.malformed, "not JSON: \(reason)", byteOffset: offset)
    }
  }
}

extension UInt8 {
  /// The four bytes that JSON knows as white space.
  @inlinable
  var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
