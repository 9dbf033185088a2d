import JSONBridge

/// Lends a row that is an array of values as the object that the names of its columns make of it.
struct TableRowReader<Base: JSONReader>: JSONReader {
  private(set) var base: Base
  private let header: ColumnHeader
  /// How many containers inside of the row are open; the row itself is one.
  private var depth = 0
  private var column = 0

  init(_ base: Base, _ header: ColumnHeader) {
    self.base = base
    self.header = header
  }

  var kind: JSONKind { depth == 0 && base.kind == .array ? .object : base.kind }
  var failure: JSONError? { base.failure }
  var path: String { base.path }

  mutating func enterObject() -> Bool {
    let enters = depth == 0 ? base.enterArray() : base.enterObject()
    if enters { depth += 1 }
    return enters
  }

  mutating func nextMember() -> UnsafeRawBufferPointer? {
    if depth > 1 {
      let name = base.nextMember()
      if name == nil { depth -= 1 }
      return name
    }
    while base.nextElement() {
      column += 1
      if let name = header.name(column - 1) { return name }
      base.skip()
    }
    depth -= 1
    return nil
  }

  mutating func enterArray() -> Bool {
    guard depth > 0, base.enterArray() else { return false }
    depth += 1
    return true
  }

  mutating func nextElement() -> Bool {
    let hasNext = base.nextElement()
    if !hasNext { depth -= 1 }
    return hasNext
  }

  mutating func skip() { base.skip() }
  mutating func readString() -> UnsafeRawBufferPointer? { base.readString() }
  mutating func readBoolean() -> Bool? { base.readBoolean() }
  mutating func readInteger() -> Int64? { base.readInteger() }
  mutating func readUnsigned() -> UInt64? { base.readUnsigned() }
  mutating func readDouble() -> Double? { base.readDouble() }
}
