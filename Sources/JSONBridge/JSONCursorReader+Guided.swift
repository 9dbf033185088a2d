extension JSONCursorReader {
  // MARK: Members

  @inlinable
  public mutating func nextMember<Name: MemberName>(_ guide: MemberGuide<Name>, _ last: inout Name) -> Name? {
    var place = cursor
    guard end - place > MemberForm.longest, depth > 0 else { return unguidedMember(guide, &last) }
    if byte(place) == 0x7D {
      leave(behind: place)
      return nil
    }
    if isAfterValue {
      guard byte(place) == 0x2C else { return unguidedMember(guide, &last) }
      place += 1
    }
    // A member that is left out now and then is stepped over: its successor is tried too.
    let first = guide.successor(of: last)
    if stands(guide.form(of: first), at: place) { return take(first, guide.form(of: first), place, &last) }
    let second = guide.successor(of: first)
    if stands(guide.form(of: second), at: place) { return take(second, guide.form(of: second), place, &last) }
    return unguidedMember(guide, &last)
  }

  /// Whether a name stands at a place with 32 bytes behind it. The form of `other` is an empty name: where one stands,
  /// `take` leaves the text to the other engine.
  @inlinable
  @inline(__always)
  func stands(_ form: UnsafeMutablePointer<MemberForm>, at place: UnsafeRawPointer) -> Bool {
    let (words, masks) = (form.pointee.words, form.pointee.masks)
    let first = (eight(place) ^ words.0) & masks.0 | (eight(place + 8) ^ words.1) & masks.1
    return first | (eight(place + 16) ^ words.2) & masks.2 | (eight(place + 24) ^ words.3) & masks.3 == 0
  }

  @inlinable
  @inline(__always)
  mutating func take<Name: MemberName>(
    _ name: Name, _ form: UnsafeMutablePointer<MemberForm>, _ place: UnsafeRawPointer, _ last: inout Name
  ) -> Name? {
    guard name != .other, noteGuided(name.rawValue) else {
      decline()
      return nil
    }
    cursor = space(after: place + form.pointee.length)
    last = name
    return name
  }

  /// Notes a known member of the object entered last; false when it was there already.
  @inlinable
  @inline(__always)
  mutating func noteGuided(_ number: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(number & 63)
    guard guided[depth - 1] & bit == 0 else { return false }
    guided[depth - 1] |= bit
    return true
  }

  /// Reads the next name byte by byte, and remembers what it came behind.
  @usableFromInline
  @inline(never)
  mutating func unguidedMember<Name: MemberName>(_ guide: MemberGuide<Name>, _ last: inout Name) -> Name? {
    guard let text = nextMember() else { return nil }
    let name = guide.find(text)
    guard name != .other else { return name }
    guard noteGuided(name.rawValue) else {
      decline()
      return nil
    }
    guide.next[Int(last.rawValue)] = name
    last = name
    return name
  }

  // MARK: Attributes

  @inlinable
  public mutating func readAttribute<Meaning>(
    _ guide: AttributeGuide<Meaning>, _ last: inout UInt8
  ) -> GuidedAttribute<Meaning>? {
    guard end - cursor >= 128, depth + 2 <= depthLimit else { return nil }
    let index = guide.successor(of: last, at: cursor)
    guard index != 0 else { return nil }
    let form = guide.forms + Int(index)
    let start = cursor + Int(form.pointee.length)
    guard let valueEnd = form.pointee.isQuoted ? plainEnd(start) : wholeEnd(start) else { return nil }
    let brackets = form.pointee.isQuoted ? valueEnd + 1 : valueEnd
    guard end - brackets >= 2, byte(brackets) == 0x7D else { return nil }
    guard form.pointee.brackets == 1 || byte(brackets + 1) == 0x7D else { return nil }
    cursor = brackets + Int(form.pointee.brackets)
    isAfterValue = true
    last = index
    return GuidedAttribute(
      meaning: form.pointee.meaning, value: UnsafeRawBufferPointer(start: start, count: valueEnd - start),
      isNumber: form.pointee.isNumber
    )
  }

  @inlinable
  public mutating func nextTextMember<Meaning>(
    _ guide: AttributeGuide<Meaning>, _ last: inout UInt8
  ) -> GuidedAttribute<Meaning>? {
    guard end - cursor >= 128, depth > 0 else { return nil }
    var place = cursor
    if isAfterValue {
      guard byte(place) == 0x2C else { return nil }
      place += 1
    }
    let index = guide.successor(of: last, at: place)
    guard index != 0 else { return nil }
    let form = guide.forms + Int(index)
    let start = place + Int(form.pointee.length)
    guard let valueEnd = plainEnd(start) else { return nil }
    guard note(form.pointee.nameHash) else {
      decline()
      return nil
    }
    cursor = valueEnd + 1
    isAfterValue = true
    last = index
    return GuidedAttribute(
      meaning: form.pointee.meaning, value: UnsafeRawBufferPointer(start: start, count: valueEnd - start),
      isNumber: false
    )
  }

  /// A member of an object as an attribute to learn, when nothing but a colon stands between its name and its text.
  @inlinable
  public func plainMember(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> PlainAttribute? {
    guard let name = key.baseAddress, let text = value.baseAddress, text - name == key.count + 3 else { return nil }
    return PlainAttribute(key: key, value: value, isNumber: false, start: name - 1, brackets: 0)
  }
}
