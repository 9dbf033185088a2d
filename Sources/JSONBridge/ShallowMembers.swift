/// Walks over the members of one object's text, seeing names and the extent of values, without parsing them.
///
/// For telling forms of documents apart. Names with escapes are given as they are written.
public struct ShallowMembers {
  /// A name without its quotes, and the text from its value on.
  public struct Member {
    public var key: UnsafeRawBufferPointer
    /// From the first byte of the value to the end of all bytes: where the value ends is only looked for when the next
    /// member is asked for.
    public var rest: UnsafeRawBufferPointer

    /// The text of the value; empty when it is damaged.
    public var value: UnsafeRawBufferPointer {
      guard case .complete(let end) = DocumentMembers.value(in: rest, from: 0) else {
        return UnsafeRawBufferPointer(rebasing: rest.prefix(0))
      }
      return UnsafeRawBufferPointer(rebasing: rest[..<end])
    }
  }

  private let bytes: UnsafeRawBufferPointer
  /// Where the next member is looked for, or where the last one's value begins.
  private var position: Int?
  private var isBeforeValue = false

  /// - Parameter bytes: an object, with white space before it at most.
  public init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    let start = DocumentMembers.skipSpace(bytes, 0)
    position = start < bytes.count && bytes[start] == 0x7B ? start + 1 : nil
  }

  /// The next member; nil at the end, and at the first damage.
  public mutating func next() -> Member? {
    guard var cursor = position else { return nil }
    position = nil
    if isBeforeValue {
      guard case .complete(let end) = DocumentMembers.value(in: bytes, from: cursor), end > cursor else { return nil }
      cursor = end
    }
    cursor = DocumentMembers.skipSpace(bytes, cursor)
    if cursor < bytes.count, bytes[cursor] == 0x2C { cursor = DocumentMembers.skipSpace(bytes, cursor + 1) }
    guard cursor < bytes.count, bytes[cursor] == 0x22 else { return nil }
    guard case .complete(let keyEnd) = StructureScan.string(in: bytes, from: cursor) else { return nil }
    let key = UnsafeRawBufferPointer(rebasing: bytes[cursor + 1..<keyEnd - 1])
    cursor = DocumentMembers.skipSpace(bytes, keyEnd)
    guard cursor < bytes.count, bytes[cursor] == 0x3A else { return nil }
    cursor = DocumentMembers.skipSpace(bytes, cursor + 1)
    position = cursor
    isBeforeValue = true
    return Member(key: key, rest: UnsafeRawBufferPointer(rebasing: bytes[cursor...]))
  }
}
