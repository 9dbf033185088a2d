public import TraceModel

extension SpanBatch {
  /// The same spans with everything removed that declares how they are coupled: kinds, links, references, conversations,
  /// and all attributes but those that name a store. Services, hosts, names, parents, times and outcomes remain.
  public func masked() -> SpanBatch {
    var masked = self
    masked.profiles = ProfileTable()
    let profiles = self.profiles.profiles.map { profile in
      var profile = profile
      profile.kind = .unspecified
      profile.attributes = profile.attributes.filter { Self.storeKeys.contains($0.key) }
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

  private static let storeKeys: Set<AttributeKey> = [
    .databaseSystem, .databaseName, .databaseOperation, .databaseCollection, .serverAddress, .serverPort,
  ]

  /// The names of the services that sent these spans.
  var services: Set<String> { Set(profiles.profiles.map { names[$0.service] }) }
}
