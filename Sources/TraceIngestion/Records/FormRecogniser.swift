import JSONBridge
import TraceModel

/// Recognises a record by the names of its members, mostly by the first few, without parsing it.
struct FormRecogniser: Sendable {
  /// One signature, as bits of the signs that it needs.
  private struct Entry: Sendable {
    var needed: SignSet
    var refused: SignSet
    var count: Int
    var form: Int
    var isAlone: Bool
  }

  /// One sign: a name, what its value must be, and the bit that it sets.
  private struct Sign: Sendable {
    var name: [UInt8]
    var value: MemberSign.Value
    var bit: Int
    /// Firm signatures that need it, by index.
    var firm: [Int]
  }

  private static let slotCount = 2048
  private let contents: [RecordContents]
  private var firm: [Entry] = []
  /// Those with most members first.
  private var loose: [Entry] = []
  private var signs: [Sign] = []
  /// By a hash of the name: the first of the signs with it, plus one. Signs of one name stand together.
  private var slots = [Int](repeating: 0, count: slotCount)

  init(_ formats: [SpanFormat]) {
    let forms = formats.flatMap(\.forms)
    contents = forms.map(\.contents)
    var bits: [String: Int] = [:]
    var named: [String: [Sign]] = [:]
    func bit(_ sign: MemberSign) -> Int {
      let key = "\(sign.names.sorted()) \(sign.value)"
      if let bit = bits[key] { return bit }
      let bit = bits.count
      precondition(bit < SignSet.limit, "more signs than bits")
      bits[key] = bit
      for name in sign.names {
        named[name, default: []].append(Sign(name: Array(name.utf8), value: sign.value, bit: bit, firm: []))
      }
      return bit
    }
    for (index, form) in forms.enumerated() {
      for signature in form.signatures {
        var entry = Entry(needed: SignSet(), refused: SignSet(), count: signature.members.count, form: index,
          isAlone: signature.isAlone)
        for sign in signature.members { entry.needed.insert(bit(sign)) }
        for sign in signature.without { entry.refused.insert(bit(sign)) }
        if signature.isFirm { firm.append(entry) } else { loose.append(entry) }
      }
    }
    let order = loose.indices.sorted { (loose[$1].count, $0) < (loose[$0].count, $1) }
    loose = order.map { loose[$0] }
    for name in named.keys.sorted() {
      var list = named[name] ?? []
      for index in list.indices { list[index].firm = firm.indices.filter { firm[$0].needed.contains(list[index].bit) } }
      var slot = list.first.map { sign in sign.name.withUnsafeBytes { Self.slot($0) } } ?? 0
      while slots[slot] != 0 { slot = (slot + 1) & (Self.slotCount - 1) }
      slots[slot] = signs.count + 1
      signs.append(contentsOf: list)
    }
  }

  /// What a record is; nil when nothing in it is known.
  func contents(of record: UnsafeRawBufferPointer) -> RecordContents? {
    var seen = SignSet()
    var members = ShallowMembers(record)
    var count = 0
    while let member = members.next() {
      count += 1
      guard var index = firstSign(of: member.key) else { continue }
      let first = index
      // All signs of a name are noted before any signature is held against them.
      while index < signs.count, member.key.elementsEqual(signs[index].name) {
        if holds(signs[index].value, member) { seen.insert(signs[index].bit) }
        index += 1
      }
      for sign in first..<index where seen.contains(signs[sign].bit) {
        for entry in signs[sign].firm where matches(firm[entry], seen) { return contents[firm[entry].form] }
      }
    }
    return loose.first { matches($0, seen) && (!$0.isAlone || $0.count == count) }.map { contents[$0.form] }
  }

  private func matches(_ entry: Entry, _ seen: SignSet) -> Bool {
    seen.isSuperset(of: entry.needed) && seen.isDisjoint(with: entry.refused)
  }

  private func firstSign(of name: UnsafeRawBufferPointer) -> Int? {
    var slot = Self.slot(name)
    while slots[slot] != 0 {
      let index = slots[slot] - 1
      if name.elementsEqual(signs[index].name) { return index }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    return nil
  }

  private static func slot(_ name: UnsafeRawBufferPointer) -> Int {
    Int(truncatingIfNeeded: ByteHash.hash(name)) & (slotCount - 1)
  }

  private func holds(_ value: MemberSign.Value, _ member: ShallowMembers.Member) -> Bool {
    let first = member.rest.first ?? 0
    switch value {
    case .any: return true
    case .notNull: return first != UInt8(ascii: "n")
    case .null: return first == UInt8(ascii: "n")
    case .object: return first == UInt8(ascii: "{")
    case .array: return first == UInt8(ascii: "[")
    case .text: return first == UInt8(ascii: "\"")
    case .number: return first == UInt8(ascii: "-") || (first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9"))
    case .containing(let text): return UnsafeRawBufferPointer(rebasing: member.value.prefix(4096)).contains(text: text)
    }
  }
}

/// Some of the signs, as bits.
private struct SignSet: Sendable {
  static let limit = 512
  private var words = SIMD8<UInt64>(repeating: 0)

  mutating func insert(_ bit: Int) { words[bit >> 6] |= 1 << UInt64(bit & 63) }
  func contains(_ bit: Int) -> Bool { words[bit >> 6] >> UInt64(bit & 63) & 1 == 1 }
  func isSuperset(of other: SignSet) -> Bool { words & other.words == other.words }
  func isDisjoint(with other: SignSet) -> Bool { words & other.words == SIMD8(repeating: 0) }
}

extension UnsafeRawBufferPointer {
  /// Whether a text occurs anywhere.
  func contains(text: String) -> Bool {
    var text = text
    return text.withUTF8 { text in
      guard let first = text.first, count >= text.count else { return text.isEmpty }
      for start in 0...(count - text.count) where self[start] == first {
        if self[start..<start + text.count].elementsEqual(text) { return true }
      }
      return false
    }
  }
}
