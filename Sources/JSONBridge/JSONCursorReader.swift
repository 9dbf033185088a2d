/// The fast engine: a walk over the bytes themselves, forward only, that builds nothing and allocates nothing.
///
/// It takes fewer texts than JSON has: at the first doubt (an escape in a string that is read, a number that is not a
/// plain integer, a member named twice, anything malformed) it sets `failure`, and the text is left to json-c, which
/// decides. What it does take, json-c takes too and reads the same from it. Values that are skipped are checked as well.
///
/// The bytes and the memory must outlive the reader.
@frozen
public struct JSONCursorReader: JSONReader {
  @usableFromInline let end: UnsafeRawPointer
  @usableFromInline let names: UnsafeMutablePointer<UInt64>
  @usableFromInline let starts: UnsafeMutablePointer<Int>
  @usableFromInline let filters: UnsafeMutablePointer<UInt64>
  @usableFromInline let guided: UnsafeMutablePointer<UInt64>
  @usableFromInline let depthLimit: Int
  /// Where the value ahead begins, or behind what was consumed last.
  @usableFromInline var cursor: UnsafeRawPointer
  @usableFromInline var nameCount = 0
  @usableFromInline var depth = 0
  /// Whether a comma or a closing bracket must come next.
  @usableFromInline var isAfterValue = false
  /// Whether the text is left to the other engine.
  public private(set) var isDeclined = false
  /// Line breaks that were passed over.
  public private(set) var lineBreaks = 0

  /// - Parameter depthLimit: texts that nest deeper are declined, well before the other engine's own limit.
  @inlinable
  public init(_ bytes: UnsafeRawBufferPointer, memory: CursorMemory, depthLimit: Int) {
    let start = bytes.baseAddress ?? UnsafeRawPointer(memory.names)
    end = start + bytes.count
    names = memory.names
    starts = memory.starts
    filters = memory.filters
    guided = memory.guided
    self.depthLimit = min(depthLimit - 4, CursorMemory.depthLimit)
    cursor = start
    cursor = space(after: start)
  }

  public var failure: JSONError? {
    isDeclined ? JSONError(.malformed, "left to the other engine") : nil
  }

  /// Not known: whoever needs it asks the other engine.
  public var path: String { "" }

  /// Whether the document was read to its end, and nothing but white space follows.
  @inlinable
  public mutating func finishes() -> Bool {
    cursor = space(after: cursor)
    return !isDeclined && depth == 0 && isAfterValue && cursor == end
  }

  /// Whether the document was read to its end, whatever follows.
  @inlinable
  public var isBehindDocument: Bool { !isDeclined && depth == 0 && isAfterValue }

  /// Where the walk stands, for callers that hold the bytes.
  @inlinable
  public var position: UnsafeRawPointer { cursor }

  /// Gives the text up. Everything that is asked for afterwards is absent.
  @usableFromInline
  @inline(never)
  mutating func decline() {
    isDeclined = true
    cursor = end
  }

  @inlinable
  @inline(__always)
  func byte(_ place: UnsafeRawPointer) -> UInt8 { place.load(as: UInt8.self) }

  /// Eight bytes; zeros stand for what lies behind the end.
  @inlinable
  @inline(__always)
  func word(_ place: UnsafeRawPointer) -> UInt64 {
    if end - place >= 8 { return UInt64(littleEndian: place.loadUnaligned(as: UInt64.self)) }
    return lastWord(place)
  }

  @usableFromInline
  @inline(never)
  func lastWord(_ place: UnsafeRawPointer) -> UInt64 {
    var word: UInt64 = 0
    var offset = 0
    while place + offset < end, offset < 8 {
      word |= UInt64(byte(place + offset)) << UInt64(offset * 8)
      offset += 1
    }
    return word
  }

  @inlinable
  @inline(__always)
  mutating func space(after place: UnsafeRawPointer) -> UnsafeRawPointer {
    guard place < end, byte(place) <= 0x20 else { return place }
    return spaceEnd(place)
  }

  @usableFromInline
  @inline(never)
  mutating func spaceEnd(_ start: UnsafeRawPointer) -> UnsafeRawPointer {
    var place = start
    while place < end, byte(place).isJSONSpace {
      if byte(place) == 0x0A { lineBreaks += 1 }
      place += 1
    }
    return place
  }

  // MARK: Containers

  @inlinable
  public var kind: JSONKind {
    guard cursor < end else { return .null }
    switch byte(cursor) {
    case 0x22: return .string
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x30...0x39, 0x2D: return .number
    case 0x74, 0x66: return .boolean
    default: return .null
    }
  }

  @inlinable
  public mutating func enterObject() -> Bool { enter(0x7B) }

  @inlinable
  public mutating func enterArray() -> Bool { enter(0x5B) }

  @inlinable
  @inline(__always)
  mutating func enter(_ bracket: UInt8) -> Bool {
    guard cursor < end, byte(cursor) == bracket else { return false }
    guard depth < depthLimit else {
      decline()
      return false
    }
    starts[depth] = nameCount
    filters[depth] = 0
    guided[depth] = 0
    depth += 1
    cursor += 1
    isAfterValue = false
    return true
  }

  @inlinable
  @inline(__always)
  mutating func leave(behind bracket: UnsafeRawPointer) {
    guard depth > 0 else { return decline() }
    depth -= 1
    nameCount = starts[depth]
    cursor = bracket + 1
    isAfterValue = true
  }

  @inlinable
  public mutating func nextMember() -> UnsafeRawBufferPointer? {
    var place = space(after: cursor)
    guard place < end, depth > 0 else {
      decline()
      return nil
    }
    if byte(place) == 0x7D {
      leave(behind: place)
      return nil
    }
    if isAfterValue {
      guard byte(place) == 0x2C else {
        decline()
        return nil
      }
      place = space(after: place + 1)
    }
    guard place < end, byte(place) == 0x22 else {
      decline()
      return nil
    }
    return name(from: place + 1)
  }

  /// Reads a member's name, notes it, and goes on to the value.
  @inlinable
  @inline(__always)
  mutating func name(from start: UnsafeRawPointer) -> UnsafeRawBufferPointer? {
    var place = start
    var hash = MemberHash()
    while true {
      let word = word(place)
      let mask = ByteWord.special(word)
      if mask != 0 {
        let count = ByteWord.first(mask)
        place += count
        hash.combine(word & ((1 << UInt64(count * 8)) &- 1))
        break
      }
      hash.combine(word)
      place += 8
    }
    // Names with escapes or beyond ASCII are no names that decoders know; the other engine compares them properly.
    guard place < end, byte(place) == 0x22 else {
      decline()
      return nil
    }
    let length = place - start
    guard note(hash.value(count: length)) else {
      decline()
      return nil
    }
    place += 1
    if place < end, byte(place) != 0x3A { place = spaceEnd(place) }
    guard place < end, byte(place) == 0x3A else {
      decline()
      return nil
    }
    cursor = space(after: place + 1)
    return UnsafeRawBufferPointer(start: start, count: length)
  }

  /// Notes a name of the object entered last; false when it was there already.
  @inlinable
  @inline(__always)
  mutating func note(_ hash: UInt64) -> Bool {
    let first = starts[depth - 1]
    let bit: UInt64 = 1 << ((hash &* 0x9E37_79B9_7F4A_7C15) >> 58)
    if filters[depth - 1] & bit != 0 {
      var index = first
      while index < nameCount {
        if names[index] == hash { return false }
        index += 1
      }
    }
    filters[depth - 1] |= bit
    guard nameCount - first < CursorMemory.objectLimit, nameCount < CursorMemory.nameLimit else { return false }
    names[nameCount] = hash
    nameCount += 1
    return true
  }

  @inlinable
  public mutating func nextElement() -> Bool {
    var place = space(after: cursor)
    guard place < end, depth > 0 else {
      decline()
      return false
    }
    if byte(place) == 0x5D {
      leave(behind: place)
      return false
    }
    if isAfterValue {
      guard byte(place) == 0x2C else {
        decline()
        return false
      }
      place = space(after: place + 1)
    }
    cursor = place
    return true
  }
}

extension ByteWord {
  /// The bytes that end a run of plain text: quotes, backslashes, control characters, and bytes beyond ASCII.
  @inlinable
  @inline(__always)
  static func special(_ word: UInt64) -> UInt64 {
    let quotes = word ^ (ones &* 0x22)
    let escapes = word ^ (ones &* 0x5C)
    return (((quotes &- ones) & ~quotes) | ((escapes &- ones) & ~escapes) | (word &- ones &* 0x20) | word) & tops
  }
}
