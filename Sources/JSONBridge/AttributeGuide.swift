/// Guesses which attribute comes next in a list: most spans of a kind have the same ones in the same order.
///
/// A form is an attribute's text up to its value. A guess is held against the bytes, so a wrong one costs a little time and
/// nothing else. With each form goes what it means to the decoder, which is then not looked up again.
@frozen
public struct AttributeGuide<Meaning: BitwiseCopyable> {
  @usableFromInline let forms: UnsafeMutablePointer<AttributeForm<Meaning>>
  /// The texts of the forms, each in as many bytes as the longest may have.
  @usableFromInline let texts: UnsafeMutableRawPointer

  @usableFromInline static var count: Int { 256 }
  /// The first forms stand for the beginnings of lists, which callers tell apart as they like.
  @usableFromInline static var beginnings: UInt8 { 8 }
  @usableFromInline static var longest: Int { 96 }

  @usableFromInline
  init(forms: UnsafeMutablePointer<AttributeForm<Meaning>>, texts: UnsafeMutableRawPointer) {
    self.forms = forms
    self.texts = texts
  }

  /// Whether a form stands at a place with 96 bytes behind it. The attribute's name is compared first.
  @inlinable
  @inline(__always)
  func stands(_ index: UInt8, at place: UnsafeRawPointer) -> Bool {
    let length = Int(forms[Int(index)].length)
    guard length >= 16 else { return false }
    let text = UnsafeRawPointer(texts + Int(index) * Self.longest)
    var offset = 8
    while offset < length - 8 {
      if word(text, offset) != word(place, offset) { return false }
      offset += 8
    }
    return word(text, length - 8) == word(place, length - 8) && word(text, 0) == word(place, 0)
  }

  @inlinable
  @inline(__always)
  func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Remembers the form of an attribute that was read without a guess, and what it came behind.
  public func learn(_ attribute: PlainAttribute, _ meaning: Meaning, after last: inout UInt8) {
    guard let value = attribute.value.baseAddress else { return }
    let length = value - attribute.start
    guard length >= 16, length <= Self.longest else { return }
    let index = place(of: attribute)
    let text = texts + Int(index) * Self.longest
    text.copyMemory(from: attribute.start, byteCount: length)
    forms[Int(index)].length = UInt8(length)
    forms[Int(index)].brackets = attribute.brackets
    forms[Int(index)].isNumber = attribute.isNumber
    forms[Int(index)].isQuoted = value.load(fromByteOffset: -1, as: UInt8.self) == 0x22
    forms[Int(index)].meaning = meaning
    if forms[Int(last)].first != index {
      forms[Int(last)].second = forms[Int(last)].first
      forms[Int(last)].first = index
    }
    last = index
  }

  /// Where a form is kept; another that was there is forgotten.
  private func place(of attribute: PlainAttribute) -> UInt8 {
    var hash: UInt64 = attribute.isNumber ? 1 : 2
    for byte in attribute.key { hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
    let index = UInt8(truncatingIfNeeded: hash >> 56)
    return index < Self.beginnings ? index + Self.beginnings : index
  }
}

@frozen
@usableFromInline
struct AttributeForm<Meaning: BitwiseCopyable>: BitwiseCopyable {
  @usableFromInline var meaning: Meaning
  /// Of the text up to the value; 0 for a form that nothing has.
  @usableFromInline var length: UInt8 = 0
  /// How many brackets end the attribute.
  @usableFromInline var brackets: UInt8 = 0
  @usableFromInline var isNumber = false
  @usableFromInline var isQuoted = false
  /// The forms that came behind this one.
  @usableFromInline var first: UInt8 = 0
  @usableFromInline var second: UInt8 = 0

  init(_ meaning: Meaning) { self.meaning = meaning }
}

/// Owns what a guide points to; must outlive it. One serves one thread.
public final class AttributeGuideMemory<Meaning: BitwiseCopyable> {
  public let guide: AttributeGuide<Meaning>

  /// - Parameter meaning: of a form that nothing has; never handed out.
  public init(_ meaning: Meaning) {
    let count = AttributeGuide<Meaning>.count
    let size = count * AttributeGuide<Meaning>.longest
    let forms = UnsafeMutablePointer<AttributeForm<Meaning>>.allocate(capacity: count)
    forms.initialize(repeating: AttributeForm(meaning), count: count)
    let texts = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
    texts.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    guide = AttributeGuide(forms: forms, texts: texts)
  }

  deinit {
    guide.forms.deallocate()
    guide.texts.deallocate()
  }
}

/// An attribute whose form was known before it was read.
@frozen
public struct GuidedAttribute<Meaning: BitwiseCopyable> {
  public var meaning: Meaning
  /// The text, or the number's digits.
  public var value: UnsafeRawBufferPointer
  public var isNumber: Bool

  @inlinable
  init(meaning: Meaning, value: UnsafeRawBufferPointer, isNumber: Bool) {
    self.meaning = meaning
    self.value = value
    self.isNumber = isNumber
  }
}

extension JSONCursorReader {
  @inlinable
  public mutating func readAttribute<Meaning>(
    _ guide: AttributeGuide<Meaning>, _ last: inout UInt8
  ) -> GuidedAttribute<Meaning>? {
    guard end - cursor >= 128, depth + 2 <= depthLimit else { return nil }
    var index = guide.forms[Int(last)].first
    if !guide.stands(index, at: cursor) {
      index = guide.forms[Int(last)].second
      guard guide.stands(index, at: cursor) else { return nil }
    }
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
}
