import CJSONC

/// The reference engine: a walk over the tree that json-c built.
///
/// The tree belongs to a `JSONDocumentParser`, which lends this reader to a closure and frees the tree afterwards. It is
/// not `Sendable`: json-c writes into values even while they are read.
public struct JSONTreeReader: JSONReader {
  /// One container that the walk is in.
  private enum Frame {
    /// The member whose value is ahead or was read last, and the one after it.
    case object(current: UnsafeMutablePointer<lh_entry>?, next: UnsafeMutablePointer<lh_entry>?)
    case array(OpaquePointer, next: Int, count: Int)
  }

  /// The value ahead. json-c stands for JSON's null with a null pointer.
  private var value: OpaquePointer?
  private var frames: [Frame] = []

  init(root: OpaquePointer?) {
    value = root
    frames.reserveCapacity(16)
  }

  public var failure: JSONError? { nil }

  public var kind: JSONKind {
    switch json_object_get_type(value) {
    case json_type_boolean: .boolean
    case json_type_int, json_type_double: .number
    case json_type_string: .string
    case json_type_array: .array
    case json_type_object: .object
    default: .null
    }
  }

  public var path: String {
    var text = ""
    for frame in frames {
      switch frame {
      case .object(let current, _):
        guard let current, let key = lh_entry_k(current) else { continue }
        if !text.isEmpty { text += "." }
        text += String(cString: key.assumingMemoryBound(to: CChar.self))
      case .array(_, let next, _):
        text += "[\(max(next - 1, 0))]"
      }
    }
    return text
  }

  public mutating func enterObject() -> Bool {
    guard json_object_get_type(value) == json_type_object, let table = json_object_get_object(value) else {
      return false
    }
    frames.append(.object(current: nil, next: lh_table_head(table)))
    return true
  }

  public mutating func nextMember() -> UnsafeRawBufferPointer? {
    guard let last = frames.indices.last, case .object(_, let next) = frames[last] else { return nil }
    guard let next, let key = lh_entry_k(next) else {
      frames.removeLast()
      return nil
    }
    frames[last] = .object(current: next, next: lh_entry_next(next))
    value = OpaquePointer(lh_entry_v(next))
    var length = 0
    while key.load(fromByteOffset: length, as: UInt8.self) != 0 { length += 1 }
    return UnsafeRawBufferPointer(start: key, count: length)
  }

  public mutating func enterArray() -> Bool {
    guard json_object_get_type(value) == json_type_array, let array = value else { return false }
    frames.append(.array(array, next: 0, count: json_object_array_length(array)))
    return true
  }

  public mutating func nextElement() -> Bool {
    guard let last = frames.indices.last, case .array(let array, let next, let count) = frames[last] else {
      return false
    }
    guard next < count else {
      frames.removeLast()
      return false
    }
    frames[last] = .array(array, next: next + 1, count: count)
    value = json_object_array_get_idx(array, next)
    return true
  }

  public mutating func skip() {}

  public mutating func readString() -> UnsafeRawBufferPointer? {
    // json-c turns other kinds into text, writing into the value: the kind must be checked before.
    guard json_object_get_type(value) == json_type_string, let start = json_object_get_string(value) else { return nil }
    return UnsafeRawBufferPointer(start: start, count: Int(json_object_get_string_len(value)))
  }

  public mutating func readBoolean() -> Bool? {
    guard json_object_get_type(value) == json_type_boolean else { return nil }
    return json_object_get_boolean(value) != 0
  }

  public mutating func readInteger() -> Int64? {
    switch json_object_get_type(value) {
    case json_type_int:
      // json-c clamps silently. The extremes that it clamps to therefore count as out of range.
      guard let number, case .integer(let exact) = number else { return nil }
      return exact
    case json_type_double: return exactly(json_object_get_double(value)).flatMap { Int64(exactly: $0) }
    default: return nil
    }
  }

  public mutating func readUnsigned() -> UInt64? {
    switch json_object_get_type(value) {
    case json_type_int:
      if json_object_get_int64(value) < 0 { return nil }
      let number = json_object_get_uint64(value)
      return number == .max ? nil : number
    case json_type_double: return exactly(json_object_get_double(value)).flatMap { UInt64(exactly: $0) }
    default: return nil
    }
  }

  public mutating func readDouble() -> Double? {
    switch json_object_get_type(value) {
    case json_type_int:
      let number = json_object_get_int64(value)
      return number == .max ? Double(json_object_get_uint64(value)) : Double(number)
    case json_type_double:
      let number = json_object_get_double(value)
      return number.isFinite ? number : nil
    default: return nil
    }
  }

  /// The number ahead as a value, exactly; nil when it does not fit.
  var number: JSONValue? {
    switch json_object_get_type(value) {
    case json_type_int:
      let signed = json_object_get_int64(value)
      if signed == .min { return nil }
      if signed < .max { return .integer(signed) }
      let unsigned = json_object_get_uint64(value)
      if unsigned == UInt64(Int64.max) { return .integer(.max) }
      return unsigned == .max ? nil : .unsigned(unsigned)
    case json_type_double:
      let number = json_object_get_double(value)
      return number.isFinite ? .number(number) : nil
    default: return nil
    }
  }

  /// Above 2^53 a double no longer holds every integer, so it does not tell which one was written.
  private func exactly(_ number: Double) -> Double? {
    number.magnitude <= 9_007_199_254_740_992 ? number : nil
  }
}
