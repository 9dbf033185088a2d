/// A place in an input: the file as the user named it, and a line or a byte offset where one is known.
public struct DataLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The path as given on the command line, or `-` for standard input.
  public var file: String
  /// Counted from 1.
  public var line: Int?
  /// Counted from 0, in the decompressed bytes.
  public var byteOffset: Int?
  /// Where in the record, such as `resourceSpans[0].scopeSpans[0].spans[3].traceId`; may be empty.
  public var path: String
  /// What was there, or what was expected, such as `"12x4", expected 32 hexadecimal digits`; may be empty.
  public var detail: String
  /// How many other problems of its record were met before it. Tells which comes first; reports do not show it.
  public var ordinal = 0

  public init(file: String, line: Int? = nil, byteOffset: Int? = nil, path: String = "", detail: String = "") {
    self.file = file
    self.line = line
    self.byteOffset = byteOffset
    self.path = path
    self.detail = detail
  }

  /// `file:line` or `file@offset`, as editors and compilers write it.
  public var description: String {
    var text = file
    if let line { text += ":\(line)" } else if let byteOffset { text += " at byte \(byteOffset)" }
    if !path.isEmpty { text += " (\(path))" }
    if !detail.isEmpty { text += ": \(detail)" }
    return text
  }

  public static func < (left: DataLocation, right: DataLocation) -> Bool {
    if left.file != right.file { return left.file < right.file }
    let (leftLine, rightLine) = (left.line ?? 0, right.line ?? 0)
    if leftLine != rightLine { return leftLine < rightLine }
    let (leftOffset, rightOffset) = (left.byteOffset ?? 0, right.byteOffset ?? 0)
    if leftOffset != rightOffset { return leftOffset < rightOffset }
    if left.ordinal != right.ordinal { return left.ordinal < right.ordinal }
    return left.path != right.path ? left.path < right.path : left.detail < right.detail
  }
}
