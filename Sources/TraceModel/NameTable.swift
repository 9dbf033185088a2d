/// Every name that spans mention, stored once.
///
/// Services, operations and attribute values recur in nearly all spans. Spans hold indices into this table, so they stay
/// fixed in width, comparable and free of reference counting. Bytes are looked up without making a `String` first.
///
/// Interning and lookup take constant time on average, whatever the bytes: the hash is seeded per process.
public struct NameTable: Sendable {
  /// The bytes of all names, one behind the other.
  @usableFromInline var bytes: [UInt8] = []
  /// Where each name is; the first is the empty one.
  @usableFromInline var entries: [Entry] = [Entry(hash: 0, start: 0, count: 0)]
  /// Open addressing over name indices plus one; zero is a free slot. The size is a power of two.
  @usableFromInline var slots: [UInt32] = Array(repeating: 0, count: 64)

  @frozen
  @usableFromInline
  struct Entry: Sendable {
    @usableFromInline var hash: UInt64
    /// Where the name begins in `bytes`.
    @usableFromInline var start: Int
    @usableFromInline var count: Int

    @inlinable
    init(hash: UInt64, start: Int, count: Int) {
      self.hash = hash
      self.start = start
      self.count = count
    }
  }

  /// A table that holds the empty name alone.
  public init() {}

  /// The number of names, the empty one included.
  @inlinable
  public var count: Int { entries.count }

  /// The string behind an identifier; the empty string for one that this table does not hold.
  public subscript(_ id: NameID) -> String {
    withBytes(of: id) { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the UTF-8 bytes behind an identifier.
  @inlinable
  public func withBytes<Result>(of id: NameID, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let index = Int(id.index)
    guard index > 0, index < entries.count else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let entry = entries[index]
    return try bytes.withUnsafeBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[entry.start..<entry.start + entry.count]))
    }
  }

  /// The identifier of a string, stored if it is new.
  public mutating func intern(_ string: String) -> NameID {
    var string = string
    return string.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  /// The identifier of UTF-8 bytes, stored if they are new.
  @inlinable
  public mutating func intern(_ name: UnsafeRawBufferPointer) -> NameID {
    if name.isEmpty { return .empty }
    let hash = ByteHash.hash(name)
    switch place(of: name, hash) {
    case .name(let id): return id
    case .free(let slot): return insert(name, hash: hash, slot: slot)
    }
  }

  /// The identifier of a string, if the table holds it.
  public func find(_ string: String) -> NameID? {
    var string = string
    return string.withUTF8 { utf8 -> NameID? in
      let name = UnsafeRawBufferPointer(utf8)
      if name.isEmpty { return .empty }
      if case .name(let id) = place(of: name, ByteHash.hash(name)) { return id }
      return nil
    }
  }

  /// Interns every name of another table; element *i* of the result is the identifier here of name *i* there.
  public mutating func merge(_ other: NameTable) -> [NameID] {
    (0..<UInt32(other.count)).map { index in other.withBytes(of: NameID(index: index)) { intern($0) } }
  }

  /// Where a name is, or the slot that it would get.
  @frozen
  @usableFromInline
  enum Place {
    case name(NameID)
    case free(slot: Int)
  }

  @inlinable
  @inline(__always)
  func place(of name: UnsafeRawBufferPointer, _ hash: UInt64) -> Place {
    slots.withUnsafeBufferPointer { slots in
      entries.withUnsafeBufferPointer { entries in
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
          let index = slots[slot] - 1
          let entry = entries[Int(index)]
          if entry.hash == hash, entry.count == name.count, equals(name, entry.start) {
            return .name(NameID(index: index))
          }
          slot = (slot + 1) & (slots.count - 1)
        }
        return .free(slot: slot)
      }
    }
  }

  @inlinable
  @inline(__always)
  func equals(_ name: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    bytes.withUnsafeBytes { stored in
      guard let stored = stored.baseAddress, let base = name.baseAddress else { return false }
      return ByteComparison.areEqual(stored + start, base, count: name.count)
    }
  }

  @usableFromInline
  mutating func insert(_ name: UnsafeRawBufferPointer, hash: UInt64, slot: Int) -> NameID {
    let index = UInt32(entries.count)
    entries.append(Entry(hash: hash, start: bytes.count, count: name.count))
    bytes.append(contentsOf: name)
    slots[slot] = index + 1
    if entries.count * 2 > slots.count { grow() }
    return NameID(index: index)
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 2)
    for index in 1..<entries.count {
      var slot = Int(truncatingIfNeeded: entries[index].hash) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = UInt32(index) + 1
    }
    slots = larger
  }
}
