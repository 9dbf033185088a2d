public import TraceModel

extension SpanBatch {
  /// The same spans with everything removed that declares how they are coupled: kinds, links, references, and all
  /// attributes. Services, hosts, names, parents, times and outcomes remain.
  public func masked() -> SpanBatch {
    var masked = self
    masked.profiles = ProfileTable()
    let profiles = self.profiles.profiles.map { profile in
      var profile = profile
      profile.kind = .unspecified
      profile.attributes = []
      return masked.profiles.intern(profile)
    }
    for index in masked.spans.indices {
      masked.spans[index].profile = profiles[Int(masked.spans[index].profile)]
      masked.spans[index].flags.subtract([.knowsRemoteParent, .remoteParent, .followsFrom])
    }
    masked.links = []
    masked.conversations = []
    return masked
  }
}
