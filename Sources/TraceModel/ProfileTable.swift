/// The distinct profiles of the spans read so far, each stored once.
public struct ProfileTable: Sendable {
  /// All profiles; a span's `profile` is an index into this array.
  public private(set) var profiles: [SpanProfile] = []
  private var heads: [Head] = []
  private var attributes: [Attribute] = []
  private var hashes: [UInt64] = []
  /// Open addressing over profile indices plus one; zero is a free slot. The size is a power of two.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  public init() {}

  /// The index of a profile, stored if it is new. Constant time on average; allocates only for a new one.
  public mutating func intern(_ profile: SpanProfile) -> UInt32 {
    profile.attributes.withUnsafeBufferPointer { intern(profile, attributes: $0) }
  }

  /// The index of a profile whose attributes are given apart, in memory that its owner uses again.
  public mutating func intern(_ profile: SpanProfile, attributes given: UnsafeBufferPointer<Attribute>) -> UInt32 {
    let hash = Self.hash(profile, given)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot] - 1)
      if hashes[index] == hash, Self.areEqual(heads[index], attributes, profile, given) { return UInt32(index) }
      slot = (slot + 1) & mask
    }
    return insert(profile, given, hash: hash, slot: slot)
  }

  /// Interns every profile of another table; element *i* of the result is the index here of profile *i* there.
  ///
  /// - Parameters:
  ///   - names: by the index of a name there, the name here.
  ///   - isUsed: by the index of a profile there, whether it is wanted; nil for all.
  public mutating func merge(_ other: ProfileTable, names: [NameID], isUsed: [Bool]? = nil) -> [UInt32] {
    func translated(_ id: NameID) -> NameID {
      let index = Int(id.index)
      return index < names.count ? names[index] : .empty
    }
    return other.profiles.indices.map { index in
      if let isUsed, !isUsed[index] { return 0 }
      let profile = other.profiles[index]
      return intern(
        SpanProfile(
          service: translated(profile.service),
          namespace: translated(profile.namespace),
          instance: translated(profile.instance),
          host: translated(profile.host),
          zone: translated(profile.zone),
          name: translated(profile.name),
          kind: profile.kind,
          outcome: profile.outcome,
          attributes: profile.attributes.map { Attribute($0.key, translated($0.value)) }
        )
      )
    }
  }

  /// Forgets the profiles from an index on, as if they had never been met.
  public mutating func removeAll(from index: Int) {
    guard index < profiles.count else { return }
    attributes.removeLast(attributes.count - heads[index].start)
    heads.removeLast(heads.count - index)
    profiles.removeLast(profiles.count - index)
    hashes.removeLast(hashes.count - index)
    rebuild(size: slots.count)
  }

  /// What is compared of a profile, beside its attributes in `attributes`.
  private struct Head: Sendable {
    var service: NameID
    var namespace: NameID
    var instance: NameID
    var host: NameID
    var zone: NameID
    var name: NameID
    var kind: SpanKind
    var outcome: SpanOutcome
    var start: Int
    var count: Int
  }

  private mutating func insert(
    _ profile: SpanProfile, _ given: UnsafeBufferPointer<Attribute>, hash: UInt64, slot: Int
  ) -> UInt32 {
    let index = UInt32(profiles.count)
    heads.append(
      Head(
        service: profile.service, namespace: profile.namespace, instance: profile.instance, host: profile.host,
        zone: profile.zone, name: profile.name, kind: profile.kind, outcome: profile.outcome, start: attributes.count,
        count: given.count
      )
    )
    attributes.append(contentsOf: given)
    var stored = profile
    stored.attributes = Array(given)
    profiles.append(stored)
    hashes.append(hash)
    slots[slot] = index + 1
    if profiles.count * 2 > slots.count { rebuild(size: slots.count * 2) }
    return index
  }

  /// A function of the type, since one of the table would hold on to all its arrays.
  private static func areEqual(
    _ head: Head, _ attributes: [Attribute], _ profile: SpanProfile, _ given: UnsafeBufferPointer<Attribute>
  ) -> Bool {
    guard
      head.service == profile.service, head.name == profile.name, head.kind == profile.kind,
      head.outcome == profile.outcome, head.instance == profile.instance, head.namespace == profile.namespace,
      head.host == profile.host, head.zone == profile.zone, head.count == given.count
    else { return false }
    for index in 0..<head.count where attributes[head.start + index] != given[index] { return false }
    return true
  }

  private static func hash(_ profile: SpanProfile, _ given: UnsafeBufferPointer<Attribute>) -> UInt64 {
    var state = ByteHash.combine(0, UInt64(profile.service.index) << 32 | UInt64(profile.name.index))
    state = ByteHash.combine(state, UInt64(profile.namespace.index) << 32 | UInt64(profile.instance.index))
    state = ByteHash.combine(state, UInt64(profile.host.index) << 32 | UInt64(profile.zone.index))
    state = ByteHash.combine(state, UInt64(profile.kind.rawValue) << 8 | UInt64(profile.outcome.rawValue))
    for attribute in given {
      state = ByteHash.combine(state, UInt64(attribute.key.rawValue) << 32 | UInt64(attribute.value.index))
    }
    return state
  }

  private mutating func rebuild(size: Int) {
    var larger = [UInt32](repeating: 0, count: size)
    for index in profiles.indices {
      var slot = Int(truncatingIfNeeded: hashes[index]) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = UInt32(index) + 1
    }
    slots = larger
  }
}
