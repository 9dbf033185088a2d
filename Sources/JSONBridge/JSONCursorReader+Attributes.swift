/// An attribute of the form that nearly all have: a name, and one text or whole number.
@frozen
public struct PlainAttribute {
  public var key: UnsafeRawBufferPointer
  /// The text, or the number's digits.
  public var value: UnsafeRawBufferPointer
  public var isNumber: Bool
  /// Where the attribute begins.
  @usableFromInline var start: UnsafeRawPointer
  /// How many brackets end it.
  @usableFromInline var brackets: UInt8

  @inlinable
  init(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, isNumber: Bool, start: UnsafeRawPointer, brackets: UInt8
  ) {
    self.start = start
    self.brackets = brackets
    self.key = key
    self.value = value
    self.isNumber = isNumber
  }
}

extension JSONCursorReader {
  /// Reads `{"key":"…","value":{"stringValue":"…"}}`, or the same with `intValue`, when exactly that is ahead.
  ///
  /// More than half of the bytes of most traces are such objects. Their names are known, so that none can occur twice.
  @inlinable
  public mutating func readPlainAttribute() -> PlainAttribute? {
    guard end - cursor >= 64, depth + 2 <= depthLimit, eight(cursor) == 0x223A_2279_656B_227B else { return nil }
    let keyStart = cursor + 8
    guard let keyEnd = plainEnd(keyStart), end - keyEnd >= 40 else { return nil }
    guard eight(keyEnd) == 0x6575_6C61_7622_2C22, four(keyEnd + 8) == 0x227B_3A22 else { return nil }
    let kind = keyEnd + 12
    let start: UnsafeRawPointer
    let isNumber: Bool
    if eight(kind) == 0x6156_676E_6972_7473, eight(kind + 6) == 0x223A_2265_756C_6156 {
      (start, isNumber) = (kind + 14, false)
    } else if eight(kind) == 0x6575_6C61_5674_6E69, four(kind + 7) == 0x223A_2265 {
      (start, isNumber) = (kind + 11, true)
    } else {
      return nil
    }
    guard let last = plainEnd(start), end - last >= 3, byte(last + 1) == 0x7D, byte(last + 2) == 0x7D else {
      return nil
    }
    cursor = last + 3
    isAfterValue = true
    return PlainAttribute(
      key: UnsafeRawBufferPointer(start: keyStart, count: keyEnd - keyStart),
      value: UnsafeRawBufferPointer(start: start, count: last - start), isNumber: isNumber, start: keyStart - 8,
      brackets: 2
    )
  }

  /// Reads `{"key":"…","type":"…","value":"…"}`, or the same with a whole number, when exactly that is ahead.
  @inlinable
  public mutating func readPlainTag() -> PlainAttribute? {
    guard end - cursor >= 64, depth + 1 <= depthLimit, eight(cursor) == 0x223A_2279_656B_227B else { return nil }
    let keyStart = cursor + 8
    guard let keyEnd = plainEnd(keyStart), end - keyEnd >= 32 else { return nil }
    guard eight(keyEnd) == 0x2265_7079_7422_2C22, two(keyEnd + 8) == 0x223A else { return nil }
    guard let typeEnd = plainEnd(keyEnd + 10), end - typeEnd >= 16 else { return nil }
    guard eight(typeEnd) == 0x6575_6C61_7622_2C22, two(typeEnd + 8) == 0x3A22 else { return nil }
    let start = typeEnd + 10
    let isNumber = byte(start) != 0x22
    let value: UnsafeRawBufferPointer
    let behind: UnsafeRawPointer
    if isNumber {
      guard let last = wholeEnd(start) else { return nil }
      value = UnsafeRawBufferPointer(start: start, count: last - start)
      behind = last
    } else {
      guard let last = plainEnd(start + 1) else { return nil }
      value = UnsafeRawBufferPointer(start: start + 1, count: last - start - 1)
      behind = last + 1
    }
    guard behind < end, byte(behind) == 0x7D else { return nil }
    cursor = behind + 1
    isAfterValue = true
    return PlainAttribute(
      key: UnsafeRawBufferPointer(start: keyStart, count: keyEnd - keyStart), value: value, isNumber: isNumber,
      start: keyStart - 8, brackets: 1
    )
  }

  /// The place behind a whole number of at most 15 digits; nil for anything else.
  @inlinable
  @inline(__always)
  func wholeEnd(_ start: UnsafeRawPointer) -> UnsafeRawPointer? {
    var place = start
    while place < end, byte(place) &- 0x30 < 10 { place += 1 }
    let count = place - start
    return count == 0 || count > 15 || (count > 1 && byte(start) == 0x30) ? nil : place
  }

  @inlinable
  @inline(__always)
  func two(_ place: UnsafeRawPointer) -> UInt16 { UInt16(littleEndian: place.loadUnaligned(as: UInt16.self)) }

  @inlinable
  @inline(__always)
  func eight(_ place: UnsafeRawPointer) -> UInt64 { UInt64(littleEndian: place.loadUnaligned(as: UInt64.self)) }

  @inlinable
  @inline(__always)
  func four(_ place: UnsafeRawPointer) -> UInt32 { UInt32(littleEndian: place.loadUnaligned(as: UInt32.self)) }

  /// The quote that ends a text without escapes and within ASCII; nil for another text.
  @inlinable
  @inline(__always)
  func plainEnd(_ start: UnsafeRawPointer) -> UnsafeRawPointer? {
    var place = start
    while true {
      let mask = ByteWord.special(word(place))
      if mask != 0 {
        place += ByteWord.first(mask)
        return place < end && byte(place) == 0x22 ? place : nil
      }
      place += 8
    }
  }
}
