public import TraceModel

extension SpanBatch {
  /// The same spans as threads might hand them over: in another order, with names and profiles numbered in the order in
  /// which they are met.
  public func shuffled(_ seed: UInt64) -> SpanBatch {
    var random = SplitMix(state: seed)
    let order = spans.indices.shuffled(using: &random)
    var place = [Int](repeating: 0, count: spans.count)
    var result = SpanBatch()
    result.diagnostics = diagnostics
    for (new, old) in order.enumerated() {
      place[old] = new
      var span = spans[old]
      span.profile = result.profiles.intern(renamed(profiles.profiles[Int(span.profile)], &result.names))
      result.spans.append(span)
    }
    result.links = links.shuffled(using: &random).map { link in
      var link = link
      link.span = UInt32(place[Int(link.span)])
      return link
    }
    result.conversations = conversations.shuffled(using: &random).map { conversation in
      var conversation = conversation
      conversation.span = UInt32(place[Int(conversation.span)])
      return conversation
    }
    return result
  }

  /// The traces dealt to several batches, each as a thread would keep it.
  public func dealt(to count: Int, _ seed: UInt64) -> [SpanBatch] {
    let all = shuffled(seed)
    return (0..<count).map { part in
      var result = SpanBatch()
      var place: [UInt32: UInt32] = [:]
      for (index, span) in all.spans.enumerated()
      where Int(truncatingIfNeeded: (span.trace.low &+ seed) % UInt64(count)) == part {
        place[UInt32(index)] = UInt32(result.spans.count)
        var span = span
        let profile = all.profiles.profiles[Int(span.profile)]
        span.profile = result.profiles.intern(all.renamed(profile, &result.names))
        result.spans.append(span)
      }
      for var link in all.links {
        guard let new = place[link.span] else { continue }
        link.span = new
        result.links.append(link)
      }
      for var conversation in all.conversations {
        guard let new = place[conversation.span] else { continue }
        conversation.span = new
        result.conversations.append(conversation)
      }
      return result
    }
  }

  private func renamed(_ profile: SpanProfile, _ table: inout NameTable) -> SpanProfile {
    var profile = profile
    func name(_ id: NameID) -> NameID { table.intern(names[id]) }
    profile.attributes = profile.attributes.map { Attribute($0.key, name($0.value)) }
    profile.zone = name(profile.zone)
    profile.host = name(profile.host)
    profile.instance = name(profile.instance)
    profile.namespace = name(profile.namespace)
    profile.name = name(profile.name)
    profile.service = name(profile.service)
    return profile
  }
}
