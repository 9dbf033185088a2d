extension JSONCursorReader {
  // MARK: Text

  @inlinable
  public mutating func readString() -> UnsafeRawBufferPointer? {
    guard cursor < end, byte(cursor) == 0x22 else {
      skip()
      return nil
    }
    let start = cursor + 1
    var place = start
    while true {
      let mask = ByteWord.special(word(place))
      if mask == 0 {
        place += 8
        continue
      }
      place += ByteWord.first(mask)
      guard place < end else { break }
      if byte(place) == 0x22 {
        cursor = place + 1
        isAfterValue = true
        return UnsafeRawBufferPointer(start: start, count: place - start)
      }
      guard byte(place) >= 0x80, let next = behindCharacter(place) else { break }
      place = next
    }
    decline()
    return nil
  }

  /// The place behind a character beyond ASCII, or nil when it is not UTF-8 (RFC 3629, section 4).
  @usableFromInline
  func behindCharacter(_ place: UnsafeRawPointer) -> UnsafeRawPointer? {
    let lead = byte(place)
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, lead <= 0xF4, end - place >= length else { return nil }
    let second = byte(place + 1)
    let least: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let most: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    guard second >= least, second <= most else { return nil }
    for offset in 2..<max(length, 2) where byte(place + offset) & 0xC0 != 0x80 { return nil }
    return place + length
  }

  @usableFromInline
  mutating func skipString() {
    var place = cursor + 1
    while true {
      let mask = ByteWord.special(word(place))
      if mask == 0 {
        place += 8
        continue
      }
      place += ByteWord.first(mask)
      guard place < end else { return decline() }
      switch byte(place) {
      case 0x22:
        cursor = place + 1
        isAfterValue = true
        return
      case 0x5C:
        guard let next = behindEscape(place) else { return decline() }
        place = next
      case 0x80...0xFF:
        guard let next = behindCharacter(place) else { return decline() }
        place = next
      default: return decline()
      }
    }
  }

  /// The place behind an escape; nil for what is none, and for the halves of surrogate pairs.
  private func behindEscape(_ place: UnsafeRawPointer) -> UnsafeRawPointer? {
    guard end - place >= 2 else { return nil }
    switch byte(place + 1) {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return place + 2
    case 0x75:
      guard end - place >= 6, byte(place + 2) | 0x20 != 0x64 else { return nil }
      for offset in 2..<6 {
        let digit = byte(place + offset)
        guard digit &- 0x30 < 10 || (digit | 0x20) &- 0x61 < 6 else { return nil }
      }
      return place + 6
    default: return nil
    }
  }

  // MARK: Numbers and literals

  @inlinable
  public mutating func readBoolean() -> Bool? {
    guard cursor < end, byte(cursor) == 0x74 || byte(cursor) == 0x66 else {
      skip()
      return nil
    }
    let isTrue = byte(cursor) == 0x74
    skipLiteral()
    return isDeclined ? nil : isTrue
  }

  @inlinable
  public mutating func readInteger() -> Int64? {
    guard let (magnitude, isNegative) = plainNumber() else { return nil }
    return isNegative ? -Int64(magnitude) : Int64(magnitude)
  }

  @inlinable
  public mutating func readUnsigned() -> UInt64? {
    // Identifiers of 64 bits in decimal digits are often beyond 63.
    if end - cursor >= 19, byte(cursor + 18) &- 0x30 < 10, let wide = wideNumber() { return wide }
    guard let (magnitude, isNegative) = plainNumber() else { return nil }
    return isNegative ? nil : magnitude
  }

  @inlinable
  public mutating func readDouble() -> Double? {
    if let number = plainDecimal() { return number }
    guard let (magnitude, isNegative) = plainNumber() else { return nil }
    return isNegative ? -Double(magnitude) : Double(magnitude)
  }

  /// Reads a whole number that needs all of 64 bits; nil, with nothing consumed, for any other.
  @usableFromInline
  mutating func wideNumber() -> UInt64? {
    guard byte(cursor) &- 0x31 < 9 else { return nil }
    var place = cursor
    while place < end, byte(place) &- 0x30 < 10, place - cursor < 21 { place += 1 }
    guard let value = DecimalText.unsigned(UnsafeRawBufferPointer(start: cursor, count: place - cursor)),
      value > UInt64(Int64.max), value < .max, isDelimiter(place)
    else { return nil }
    cursor = place
    isAfterValue = true
    return value
  }

  /// Reads a number with a point, of so few digits that one division gives the nearest double; nil, with nothing consumed,
  /// for any other number.
  @usableFromInline
  mutating func plainDecimal() -> Double? {
    var place = cursor
    let isNegative = place < end && byte(place) == 0x2D
    if isNegative { place += 1 }
    let start = place
    var value: UInt64 = 0
    var point: UnsafeRawPointer?
    while place < end, place - start < 18 {
      let next = byte(place)
      if next &- 0x30 < 10 {
        value = value &* 10 &+ UInt64(next &- 0x30)
      } else if next == 0x2E, point == nil, place > start {
        point = place
      } else {
        break
      }
      place += 1
    }
    // Below 2^53 a whole number is exact, and so is a power of ten up to the 22nd: their quotient is rounded once.
    guard let point, place - point > 1, value < 1 << 53, isDelimiter(place) else { return nil }
    guard byte(start) != 0x30 || point == start + 1 else { return nil }
    cursor = place
    isAfterValue = true
    let number = Double(value) / Self.powersOfTen[place - point - 1]
    return isNegative ? -number : number
  }

  @usableFromInline static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
  ]

  /// Reads a whole number of at most 19 digits that fits 63 bits; other numbers are declined, other values passed over.
  @usableFromInline
  mutating func plainNumber() -> (magnitude: UInt64, isNegative: Bool)? {
    guard cursor < end, byte(cursor) == 0x2D || byte(cursor) &- 0x30 < 10 else {
      skip()
      return nil
    }
    let isNegative = byte(cursor) == 0x2D
    let start = isNegative ? cursor + 1 : cursor
    var place = start
    var value: UInt64 = 0
    // Times in microseconds have sixteen digits.
    while end - place >= 8, place - start <= 8, let digits = DecimalText.eightDigits(eight(place)) {
      value = value &* 100_000_000 &+ digits
      place += 8
    }
    while place < end, byte(place) &- 0x30 < 10, place - start < 19 {
      value = value &* 10 &+ UInt64(byte(place) &- 0x30)
      place += 1
    }
    let hasLeadingZero = place > start && byte(start) == 0x30 && (place - start > 1 || isNegative)
    guard place > start, !hasLeadingZero, value < UInt64(Int64.max), isDelimiter(place) else {
      decline()
      return nil
    }
    cursor = place
    isAfterValue = true
    return (value, isNegative)
  }

  /// Whether a number or literal may end before a place.
  private func isDelimiter(_ place: UnsafeRawPointer) -> Bool {
    guard place < end else { return true }
    switch byte(place) {
    case 0x2C, 0x7D, 0x5D, 0x20, 0x0A, 0x0D, 0x09: return true
    default: return false
    }
  }

  @usableFromInline
  mutating func skipLiteral() {
    let first = word(cursor)
    let length: Int
    if first & 0xFFFF_FFFF == 0x6575_7274 || first & 0xFFFF_FFFF == 0x6C6C_756E {
      length = 4
    } else if first & 0xFF_FFFF_FFFF == 0x65_736C_6166 {
      length = 5
    } else {
      return decline()
    }
    guard isDelimiter(cursor + length) else { return decline() }
    cursor += length
    isAfterValue = true
  }

  /// Passes over a number of JSON's grammar.
  private mutating func skipNumber() {
    var place = cursor
    if byte(place) == 0x2D { place += 1 }
    guard place < end else { return decline() }
    if byte(place) == 0x30 { place += 1 } else { guard digits(&place) else { return decline() } }
    if place < end, byte(place) == 0x2E {
      place += 1
      guard digits(&place) else { return decline() }
    }
    if place < end, byte(place) | 0x20 == 0x65 {
      place += 1
      if place < end, byte(place) == 0x2B || byte(place) == 0x2D { place += 1 }
      guard digits(&place) else { return decline() }
    }
    guard isDelimiter(place) else { return decline() }
    cursor = place
    isAfterValue = true
  }

  /// Passes over digits; false when there is none.
  private func digits(_ place: inout UnsafeRawPointer) -> Bool {
    let start = place
    while place < end, byte(place) &- 0x30 < 10 { place += 1 }
    return place > start
  }

  // MARK: Passing over

  @inlinable
  public mutating func skip() {
    guard cursor < end else { return decline() }
    if byte(cursor) == 0x22 { skipString() } else { skipRest() }
  }

  @inlinable
  public var ahead: UnsafeRawBufferPointer? { UnsafeRawBufferPointer(start: cursor, count: end - cursor) }

  @inlinable
  public mutating func skip(byteCount: Int) {
    guard byteCount <= end - cursor else { return decline() }
    cursor += byteCount
    isAfterValue = true
  }

  @usableFromInline
  mutating func skipRest() {
    guard cursor < end else { return decline() }
    let outside = depth
    // Which of the containers inside the value are objects, the innermost in the lowest bit.
    var objects: UInt64 = 0
    skipOne(&objects)
    while depth > outside {
      if objects & 1 == 1 ? nextMember() != nil : nextElement() {
        skipOne(&objects)
      } else {
        objects >>= 1
      }
      if isDeclined { return }
    }
  }

  /// Passes over a scalar, or steps into a container.
  private mutating func skipOne(_ objects: inout UInt64) {
    guard cursor < end else { return decline() }
    switch byte(cursor) {
    case 0x22: skipString()
    case 0x7B: if enterObject() { objects = objects << 1 | 1 }
    case 0x5B: if enterArray() { objects <<= 1 }
    case 0x2D, 0x30...0x39: skipNumber()
    default: skipLiteral()
    }
  }
}
