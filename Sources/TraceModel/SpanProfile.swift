/// Everything about a span that many spans share: who made it, what it is called, its kind and the kept facts.
///
/// A system writes millions of spans with few profiles. Spans therefore hold an index into a `ProfileTable`, and whatever
/// follows from a profile alone (role, peer, mechanism) is worked out once per profile.
public struct SpanProfile: Hashable, Sendable {
  /// `service.name`; empty when the source names none.
  public var service: NameID
  /// `service.namespace`, which tells two services of one name apart.
  public var namespace: NameID
  /// `service.instance.id` or what stands for it: tells replicas of one service apart.
  public var instance: NameID
  /// The machine, pod or container whose clock the span was taken with (`host.name` and the like).
  public var host: NameID
  /// `cloud.availability_zone`, for failure domains.
  public var zone: NameID
  /// The span name with identifiers masked.
  public var name: NameID
  public var kind: SpanKind
  public var outcome: SpanOutcome
  /// Sorted by key, each key once.
  public var attributes: [Attribute]

  public init(
    service: NameID = .empty,
    namespace: NameID = .empty,
    instance: NameID = .empty,
    host: NameID = .empty,
    zone: NameID = .empty,
    name: NameID = .empty,
    kind: SpanKind = .unspecified,
    outcome: SpanOutcome = .ok,
    attributes: [Attribute] = []
  ) {
    self.service = service
    self.namespace = namespace
    self.instance = instance
    self.host = host
    self.zone = zone
    self.name = name
    self.kind = kind
    self.outcome = outcome
    self.attributes = attributes
  }

  /// The value of a kept fact, or the empty name.
  public func value(_ key: AttributeKey) -> NameID {
    for attribute in attributes where attribute.key == key { return attribute.value }
    return .empty
  }
}
