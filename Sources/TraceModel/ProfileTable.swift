/// The distinct profiles of the spans read so far, each stored once.
public struct ProfileTable: Sendable {
  /// All profiles; a span's `profile` is an index into this array.
  public private(set) var profiles: [SpanProfile] = []
  private var hashes: [UInt64] = []
  /// Open addressing over profile indices plus one; zero is a free slot. The size is a power of two.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  public init() {}

  /// The index of a profile, stored if it is new. Constant time on average.
  public mutating func intern(_ profile: SpanProfile) -> UInt32 {
    let hash = Self.hash(profile)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = slots[slot] - 1
      if hashes[Int(index)] == hash, profiles[Int(index)] == profile { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    let index = UInt32(profiles.count)
    profiles.append(profile)
    hashes.append(hash)
    slots[slot] = index + 1
    if profiles.count * 2 > slots.count { grow() }
    return index
  }

  private static func hash(_ profile: SpanProfile) -> UInt64 {
    var state = ByteHash.combine(0, UInt64(profile.service.index) << 32 | UInt64(profile.name.index))
    state = ByteHash.combine(state, UInt64(profile.namespace.index) << 32 | UInt64(profile.instance.index))
    state = ByteHash.combine(state, UInt64(profile.host.index) << 32 | UInt64(profile.zone.index))
    state = ByteHash.combine(state, UInt64(profile.kind.rawValue) << 8 | UInt64(profile.outcome.rawValue))
    for attribute in profile.attributes {
      state = ByteHash.combine(state, UInt64(attribute.key.rawValue) << 32 | UInt64(attribute.value.index))
    }
    return state
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 2)
    for index in profiles.indices {
      var slot = Int(truncatingIfNeeded: hashes[index]) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = UInt32(index) + 1
    }
    slots = larger
  }
}
