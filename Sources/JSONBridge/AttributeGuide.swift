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
    guard length >= 8 else { return false }
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
  @inlinable
  public func learn(_ attribute: PlainAttribute, _ meaning: Meaning, after last: inout UInt8) {
    guard let value = attribute.value.baseAddress else { return }
    let length = value - attribute.start
    guard length >= 8, length <= Self.longest else { return }
    let hash = MemberHash.of(attribute.key)
    let index = place(of: attribute, hash, length)
    if !isKept(attribute, at: index, length) { keep(attribute, meaning, hash, at: index, length) }
    forms[Int(last)].precede(index)
    last = index
  }

  /// Which of the forms that came behind another stands at a place with 96 bytes behind it; 0 when none does.
  @inlinable
  @inline(__always)
  func successor(of last: UInt8, at place: UnsafeRawPointer) -> UInt8 {
    let form = forms + Int(last)
    if stands(form.pointee.first, at: place) { return form.pointee.first }
    if stands(form.pointee.second, at: place) { return form.pointee.second }
    return stands(form.pointee.third, at: place) ? form.pointee.third : 0
  }

  @inlinable
  func isKept(_ attribute: PlainAttribute, at index: UInt8, _ length: Int) -> Bool {
    let form = forms[Int(index)]
    return Int(form.length) == length && form.brackets == attribute.brackets && form.isNumber == attribute.isNumber
      && stands(index, at: attribute.start)
  }

  @inlinable
  func keep(_ attribute: PlainAttribute, _ meaning: Meaning, _ hash: UInt64, at index: UInt8, _ length: Int) {
    let text = texts + Int(index) * Self.longest
    text.copyMemory(from: attribute.start, byteCount: length)
    forms[Int(index)].length = UInt8(length)
    forms[Int(index)].brackets = attribute.brackets
    forms[Int(index)].isNumber = attribute.isNumber
    forms[Int(index)].nameHash = hash
    forms[Int(index)].isQuoted = text.load(fromByteOffset: length - 1, as: UInt8.self) == 0x22
    forms[Int(index)].meaning = meaning
  }

  /// Where a form is kept: one of a few places that its name decides. When all are taken the first form is forgotten.
  @inlinable
  func place(of attribute: PlainAttribute, _ hash: UInt64, _ length: Int) -> UInt8 {
    let places = Self.count - Int(Self.beginnings)
    // The product's upper bits depend on all of the hash.
    let mixed = (hash ^ (attribute.isNumber ? 1 : 0)) &* 0x9E37_79B9_7F4A_7C15
    let first = Int(mixed >> 48) % places
    for offset in 0..<4 {
      let index = Self.beginnings + UInt8((first + offset) % places)
      if forms[Int(index)].length == 0 || isKept(attribute, at: index, length) { return index }
    }
    return Self.beginnings + UInt8(first)
  }
}

@frozen
@usableFromInline
struct AttributeForm<Meaning: BitwiseCopyable>: BitwiseCopyable {
  @usableFromInline var meaning: Meaning
  /// By which a member is noted.
  @usableFromInline var nameHash: UInt64 = 0
  /// Of the text up to the value; 0 for a form that nothing has.
  @usableFromInline var length: UInt8 = 0
  /// How many brackets end the attribute.
  @usableFromInline var brackets: UInt8 = 0
  @usableFromInline var isNumber = false
  @usableFromInline var isQuoted = false
  /// The forms that came behind this one; what was learnt last comes first.
  @usableFromInline var first: UInt8 = 0
  @usableFromInline var second: UInt8 = 0
  @usableFromInline var third: UInt8 = 0

  init(_ meaning: Meaning) { self.meaning = meaning }

  /// Notes that a form came behind this one.
  @inlinable
  mutating func precede(_ index: UInt8) {
    guard index != first else { return }
    if index != second { third = second }
    second = first
    first = index
  }
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
