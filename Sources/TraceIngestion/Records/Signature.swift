/// Members by which a form of records is recognised.
struct Signature: Sendable {
  /// All of these are there.
  var members: [MemberSign]
  /// None of these was seen before the last of those.
  var without: [MemberSign]
  /// Decides as soon as all are there. Others wait for the end of the record; of several the one with most members wins.
  var isFirm: Bool
  /// The record has no other members.
  var isAlone = false

  static func firm(_ members: MemberSign..., without: [MemberSign] = []) -> Signature {
    Signature(members: members, without: without, isFirm: true)
  }

  static func loose(_ members: MemberSign..., without: [MemberSign] = [], isAlone: Bool = false) -> Signature {
    Signature(members: members, without: without, isFirm: false, isAlone: isAlone)
  }
}

/// A member that a record has, by its name and what its value looks like.
struct MemberSign: Sendable, ExpressibleByStringLiteral {
  /// How a value is looked at.
  enum Value: Hashable, Sendable {
    case any, notNull, null, object, array, text, number
    /// Within the first 4096 bytes of its text.
    case containing(String)
  }

  /// Any of these names.
  var names: [String]
  var value: Value

  init(_ names: String..., value: Value = .any) {
    self.names = names
    self.value = value
  }

  init(stringLiteral name: String) {
    names = [name]
    value = .any
  }
}
