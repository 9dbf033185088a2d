/// The canonical order of the spans of one trace: by start, then identifier, then content. Total up to equal spans, and
/// independent of the order of input: profiles are compared by their strings, never by their indices.
public struct SpanOrder: Sendable {
  private let names: NameTable
  private let profiles: [SpanProfile]

  public init(names: NameTable, profiles: [SpanProfile]) {
    self.names = names
    self.profiles = profiles
  }

  public func precedes(_ left: SpanRecord, _ right: SpanRecord) -> Bool {
    if left.start != right.start { return left.start < right.start }
    if left.id != right.id { return left.id < right.id }
    if left.end != right.end { return left.end < right.end }
    if left.profile != right.profile {
      let (leftKey, rightKey) = (key(profiles[Int(left.profile)]), key(profiles[Int(right.profile)]))
      if leftKey != rightKey { return leftKey.lexicographicallyPrecedes(rightKey) }
    }
    if left.parent != right.parent { return left.parent < right.parent }
    return left.flags.rawValue < right.flags.rawValue
  }

  /// Rarely needed: only for two spans with one id and one start.
  private func key(_ profile: SpanProfile) -> [String] {
    [
      String(profile.kind.rawValue), names[profile.service], names[profile.name], String(profile.outcome.rawValue),
      names[profile.namespace], names[profile.instance], names[profile.host], names[profile.zone],
    ] + profile.attributes.map { "\($0.key.rawValue)=" + names[$0.value] }
  }
}
