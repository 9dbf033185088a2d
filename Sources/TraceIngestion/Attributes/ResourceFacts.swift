import TraceModel

/// What a resource says about who made its spans.
struct ResourceFacts: Hashable, Sendable {
  var service = NameID.empty
  var namespace = NameID.empty
  var instance = NameID.empty
  var host = NameID.empty
  var zone = NameID.empty
  /// OpenTelemetry's SDK made the spans, also when they come through Jaeger.
  var isOpenTelemetry = false
}

/// Gathers a resource's attributes, which come in any order and under several names.
struct ResourceDraft: Sendable {
  fileprivate var values = [NameID](repeating: .empty, count: ResourceFact.allCases.count)
  fileprivate var ranks = [UInt8](repeating: .max, count: ResourceFact.allCases.count)

  mutating func reset() {
    for index in values.indices {
      values[index] = .empty
      ranks[index] = .max
    }
  }

  mutating func apply(_ rule: FactRule, _ value: AttributeValue, names: inout NameTable) {
    guard case .resource(let fact) = rule.fact, rule.rank < ranks[fact.rawValue] else { return }
    let name = value.name(in: &names)
    guard !name.isEmpty else { return }
    values[fact.rawValue] = name
    ranks[fact.rawValue] = rule.rank
  }

  /// Where one thing is known under several names, the one that tells most copies apart wins; a process number never
  /// stands for an instance, since it changes with every start.
  var facts: ResourceFacts {
    func value(_ fact: ResourceFact) -> NameID { values[fact.rawValue] }
    func first(_ one: NameID, _ other: NameID) -> NameID { one.isEmpty ? other : one }
    let pod = first(value(.pod), value(.container))
    return ResourceFacts(
      service: value(.service),
      namespace: value(.namespace),
      instance: first(value(.instance), first(pod, first(value(.hostName), value(.hostID)))),
      host: first(value(.hostID), first(value(.hostName), pod)),
      zone: value(.zone),
      isOpenTelemetry: !value(.telemetrySDK).isEmpty
    )
  }
}

extension ResourceDraft {
  /// Keeps a name unless one of a better rank is there.
  mutating func set(_ fact: ResourceFact, _ name: NameID, rank: UInt8 = 0) {
    guard !name.isEmpty, rank < ranks[fact.rawValue] else { return }
    values[fact.rawValue] = name
    ranks[fact.rawValue] = rank
  }

  /// Takes over what another draft has and this one has not.
  mutating func fill(from other: ResourceDraft) {
    for index in values.indices where values[index].isEmpty {
      values[index] = other.values[index]
      ranks[index] = other.ranks[index]
    }
  }
}
