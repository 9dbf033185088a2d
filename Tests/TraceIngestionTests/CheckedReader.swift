import JSONBridge

/// An engine that watches whether decoders keep to the rules of `JSONReader`.
///
/// A tree forgives values that are consumed twice or not at all; an engine that moves over bytes does not. What is
/// wrong goes into `violations`.
struct CheckedReader: JSONReader {
  private enum Frame {
    case object([JSONMember], next: Int)
    case array([JSONValue], next: Int)
  }

  /// The value ahead; nil once it was consumed.
  private var ahead: JSONValue?
  private var frames: [Frame] = []
  /// Strings are lent from here, and overwritten by the next call, as a scanning engine's scratch is.
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
  private(set) var violations: [String] = []
  let failure: JSONError? = nil
  let path = ""

  init(_ root: JSONValue) {
    ahead = root
  }

  func deallocate() { scratch.deallocate() }

  /// Whether the walk ended with everything consumed.
  var isAtEnd: Bool { ahead == nil && frames.isEmpty }

  var kind: JSONKind { ahead?.kind ?? .null }

  private mutating func consume(_ what: String) -> JSONValue? {
    if ahead == nil { violations.append("\(what) with no value ahead") }
    defer { ahead = nil }
    return ahead
  }

  mutating func enterObject() -> Bool {
    guard case .object(let members) = ahead else {
      if ahead == nil { violations.append("enterObject with no value ahead") }
      return false
    }
    frames.append(.object(members, next: 0))
    ahead = nil
    return true
  }

  mutating func nextMember() -> UnsafeRawBufferPointer? {
    if ahead != nil { violations.append("nextMember before the value was consumed") }
    guard case .object(let members, let next) = frames.last else {
      violations.append("nextMember outside of an object")
      return nil
    }
    guard next < members.count else {
      frames.removeLast()
      return nil
    }
    frames[frames.count - 1] = .object(members, next: next + 1)
    ahead = members[next].value
    return lend(members[next].name)
  }

  mutating func enterArray() -> Bool {
    guard case .array(let elements) = ahead else {
      if ahead == nil { violations.append("enterArray with no value ahead") }
      return false
    }
    frames.append(.array(elements, next: 0))
    ahead = nil
    return true
  }

  mutating func nextElement() -> Bool {
    if ahead != nil { violations.append("nextElement before the value was consumed") }
    guard case .array(let elements, let next) = frames.last else {
      violations.append("nextElement outside of an array")
      return false
    }
    guard next < elements.count else {
      frames.removeLast()
      return false
    }
    frames[frames.count - 1] = .array(elements, next: next + 1)
    ahead = elements[next]
    return true
  }

  mutating func skip() { _ = consume("skip") }
  mutating func readString() -> UnsafeRawBufferPointer? { consume("readString")?.text.map(lend) }
  mutating func readInteger() -> Int64? { consume("readInteger")?.int.map(Int64.init) }
  mutating func readDouble() -> Double? { consume("readDouble")?.double }

  mutating func readUnsigned() -> UInt64? {
    switch consume("readUnsigned") {
    case .unsigned(let number): number
    case .some(let value): value.int.flatMap { UInt64(exactly: $0) }
    case nil: nil
    }
  }

  mutating func readBoolean() -> Bool? {
    guard case .boolean(let flag) = consume("readBoolean") else { return nil }
    return flag
  }

  private func lend(_ text: String) -> UnsafeRawBufferPointer {
    let bytes = Array(text.utf8.prefix(scratch.count))
    UnsafeMutableRawBufferPointer(rebasing: scratch[..<256]).initializeMemory(as: UInt8.self, repeating: 0xAA)
    scratch.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(rebasing: scratch[..<bytes.count])
  }
}
