/// The names that members of one kind of object have, numbered from 1; 0 stands for every other name.
///
/// Decoders switch over the cases. Names have at most 29 bytes, all within ASCII and none to be escaped.
public protocol MemberName: RawRepresentable<UInt8>, CaseIterable, Equatable, BitwiseCopyable, Sendable {
  static var other: Self { get }
  /// What the name is written as; nothing for `other`.
  var spelling: StaticString { get }
}

/// Guesses which member comes next in an object: exporters write the members of all their spans in the same order.
///
/// A guess is held against the bytes, so a wrong one costs a little time and nothing else.
@frozen
public struct MemberGuide<Name: MemberName> {
  @usableFromInline let forms: UnsafeMutablePointer<MemberForm>
  /// By the number of a member, `other` being an object's beginning: what came behind it last.
  @usableFromInline let next: UnsafeMutablePointer<Name>
  @usableFromInline let count: Int

  @usableFromInline
  init(forms: UnsafeMutablePointer<MemberForm>, next: UnsafeMutablePointer<Name>, count: Int) {
    self.forms = forms
    self.next = next
    self.count = count
  }

  @inlinable
  @inline(__always)
  func successor(of name: Name) -> Name { next[Int(name.rawValue)] }

  @inlinable
  @inline(__always)
  func form(of name: Name) -> UnsafeMutablePointer<MemberForm> { forms + Int(name.rawValue) }

  /// The member with a name. Linear in the number of names.
  @usableFromInline
  func find(_ name: UnsafeRawBufferPointer) -> Name {
    for number in 1..<count where forms[number].spelling.utf8CodeUnitCount == name.count {
      if name.spells(forms[number].spelling) { return Name(rawValue: UInt8(number)) ?? .other }
    }
    return .other
  }
}

/// One name as it stands in a text: in quotes, with a colon behind it.
@frozen
@usableFromInline
struct MemberForm {
  @usableFromInline let words: (UInt64, UInt64, UInt64, UInt64)
  /// Which bytes of the words belong to the form.
  @usableFromInline let masks: (UInt64, UInt64, UInt64, UInt64)
  @usableFromInline let length: Int
  @usableFromInline let spelling: StaticString

  @usableFromInline static let longest = 32

  init(_ spelling: StaticString) {
    let name = UnsafeBufferPointer(start: spelling.utf8Start, count: spelling.utf8CodeUnitCount)
    var text: [UInt8] = [0x22]
    text += name
    text += [0x22, 0x3A]
    precondition(text.count <= Self.longest, "a member's name is too long to be guessed")
    length = text.count
    var mask = [UInt8](repeating: 0xFF, count: text.count)
    text += [UInt8](repeating: 0, count: Self.longest - length)
    mask += [UInt8](repeating: 0, count: Self.longest - length)
    func word(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
      bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    }
    words = (word(text, 0), word(text, 8), word(text, 16), word(text, 24))
    masks = (word(mask, 0), word(mask, 8), word(mask, 16), word(mask, 24))
    self.spelling = spelling
  }
}

/// Owns what a guide points to; must outlive it. One serves one thread.
public final class MemberGuideMemory<Name: MemberName> {
  public let guide: MemberGuide<Name>

  public init() {
    let names = Array(Name.allCases)
    precondition(names.count <= 64, "a reader notes members by bits of one word")
    let forms = UnsafeMutablePointer<MemberForm>.allocate(capacity: names.count)
    for (number, name) in names.enumerated() {
      precondition(Int(name.rawValue) == number, "members are numbered in order")
      (forms + number).initialize(to: MemberForm(name.spelling))
    }
    let next = UnsafeMutablePointer<Name>.allocate(capacity: names.count)
    next.initialize(repeating: .other, count: names.count)
    guide = MemberGuide(forms: forms, next: next, count: names.count)
  }

  deinit {
    guide.forms.deallocate()
    guide.next.deallocate()
  }
}
