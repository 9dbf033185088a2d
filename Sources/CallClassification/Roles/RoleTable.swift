public import TraceModel

/// The role of every span profile, and the nodes that the profiles name.
///
/// Made once after reading; linear in the number of profiles, not of spans.
public struct RoleTable: Sendable {
  /// The batch's names, and those of nodes and operations.
  public private(set) var names: NameTable
  public private(set) var nodes = NodeTable()
  /// Names of the data that were taken for copies of a node.
  public private(set) var members: Set<NodeMember> = []
  /// Indexed as the batch's profiles.
  public private(set) var roles: [SpanRole] = []

  /// - Parameters:
  ///   - names: the batch's names.
  ///   - profiles: the batch's profiles.
  ///   - wanted: the profiles whose roles are asked for; others get an empty one. All when nil.
  ///   - excludesService: services to leave out, such as load generators; what they call counts as entered from outside.
  ///   - excludesOperation: operations to leave out, such as health checks, with all that they do.
  ///   - naming: what the user says about a name of a service or a peer.
  public init(
    names: NameTable, profiles: [SpanProfile], wanted: Set<UInt32>? = nil,
    excludesService: (String) -> Bool = { _ in false },
    excludesOperation: (String) -> Bool = { _ in false }, naming: (String) -> NameChoice = { _ in .byRule }
  ) {
    self.names = names
    let ambiguous = Self.ambiguousServices(profiles)
    roles.reserveCapacity(profiles.count)
    for (index, profile) in profiles.enumerated() {
      if let wanted, !wanted.contains(UInt32(index)) {
        roles.append(.empty)
        continue
      }
      var role = role(of: profile, ambiguous: ambiguous, naming)
      if excludesService(self.names[nodes.nodes[Int(role.service.index)].name]) { role.traits.insert(.excludedService) }
      if excludesOperation(self.names[role.operation]) { role.traits.insert(.excludedOperation) }
      roles.append(role)
    }
    addEnteredRoles(profiles)
  }

  /// Adds the roles of spans that mean something else where work enters their service by them. They stand behind those of
  /// the profiles.
  private mutating func addEnteredRoles(_ profiles: [SpanProfile]) {
    for index in roles.indices {
      guard let entered = entered(roles[index]) else { continue }
      roles[index].asEntered = UInt32(roles.count)
      roles.append(entered)
    }
  }

  /// What a CLIENT span is when the execution begins with it: a sidecar's delivery of a message, or the serving of a call
  /// by a node whose client library writes spans in its name.
  private func entered(_ role: SpanRole) -> SpanRole? {
    var entered = role
    if role.kind == .unspecified, role.part == .call, role.mechanism != .database, role.mechanism != .cache {
      // The other side of whoever serves is its client.
      entered.part = .local
      entered.peer = .none
      return entered
    }
    guard role.kind == .client else { return nil }
    if role.part == .publish, !role.traits.contains(.saysSend) {
      entered.part = .consume
    } else if role.part == .call, role.traits.contains(.namesItself) {
      entered.part = .serve
      entered.peer = .none
      entered.server = .empty
    } else {
      return nil
    }
    return entered
  }

  /// Service names that stand for more than one namespace.
  private static func ambiguousServices(_ profiles: [SpanProfile]) -> Set<NameID> {
    var first: [NameID: NameID] = [:]
    var ambiguous = Set<NameID>()
    for profile in profiles {
      if let namespace = first[profile.service] {
        if namespace != profile.namespace { ambiguous.insert(profile.service) }
      } else {
        first[profile.service] = profile.namespace
      }
    }
    return ambiguous
  }

  private mutating func role(
    of profile: SpanProfile, ambiguous: Set<NameID>, _ naming: (String) -> NameChoice
  ) -> SpanRole {
    let names = self.names
    let name = names[profile.name]
    let value = MessageService.completing({ (key: AttributeKey) in names[profile.value(key)] }, name: name)
    let reading = RoleReading(profile: profile, name: name, value: value)
    let service = service(of: profile, ambiguous: ambiguous, naming)
    var (peer, traits) = (reading.peer, reading.traits)
    if reading.part == .call, let named = peer, named.kind == .external, isOwn(named.name, service) {
      peer = nil
      traits.insert(.namesItself)
    }
    let operations = OperationNaming(value: value)
    var role = SpanRole(
      part: reading.part,
      kind: profile.kind,
      outcome: profile.outcome,
      traits: traits,
      mechanism: peer?.mechanism ?? reading.mechanism,
      service: service,
      operation: self.names.intern(operations.served(name: name)),
      peer: peer.map { self.peer($0, naming) } ?? .none,
      peerOperation: reading.part.isExit
        ? self.names.intern(
          operations.asked(name: name, part: reading.part, mechanism: peer?.mechanism ?? reading.mechanism))
        : .empty,
      ownAddress: reading.part == .serve ? self.names.intern(PeerNaming(value: value).ownAddress) : .empty,
      server: self.names.intern(PeerNaming(value: value).server(of: peer)),
      host: profile.host,
      instance: profile.instance,
      zone: profile.zone
    )
    if reading.part.isExit {
      let naming = PeerNaming(value: value)
      role.system = self.names.intern(naming.system)
      role.peerHost = self.names.intern(naming.host)
      role.peerPort = self.names.intern(value(.serverPort))
    }
    return role
  }

  /// Whether a peer's name, or one of its shorter forms inside a cluster, is that of a service.
  private func isOwn(_ name: String, _ service: NodeID) -> Bool {
    let own = names[nodes.nodes[Int(service.index)].name].lowercased()
    let address = AddressName(name)
    return address.host == own || address.shorterForms.contains(own)
  }

  private mutating func peer(_ peer: PeerNaming.Peer, _ naming: (String) -> NameChoice) -> NodeID {
    guard case .copy(let name) = naming(peer.name), name != peer.name else { return node(peer.kind, peer.name) }
    let whole = node(peer.kind, name)
    members.insert(NodeMember(node: whole, name: names.intern(peer.name)))
    return whole
  }

  private mutating func service(
    of profile: SpanProfile, ambiguous: Set<NameID>, _ naming: (String) -> NameChoice
  ) -> NodeID {
    var name = names[profile.service]
    if name.isEmpty { name = DefaultServiceName.stem }
    let workload: String? =
      switch naming(name) {
      case .byRule: CopyName.workload(ofPod: name)
      case .apart: nil
      case .copy(let whole): whole == name ? nil : whole
      }
    if let workload { name = workload }
    if DefaultServiceName.isOne(name) {
      let hosts = [names[profile.instance], names[profile.host]]
      if let host = hosts.lazy.compactMap(CopyName.workload(ofHost:)).first { name += "@" + host }
    }
    if ambiguous.contains(profile.service), !profile.namespace.isEmpty { name = names[profile.namespace] + "/" + name }
    let service = node(.service, name)
    if workload != nil { members.insert(NodeMember(node: service, name: profile.service)) }
    return service
  }

  private mutating func node(_ kind: NodeKind, _ name: String) -> NodeID {
    nodes.intern(Node(kind: kind, name: names.intern(name)))
  }
}

/// What one profile says, read in the order in which its parts depend on each other.
private struct RoleReading {
  let part: SpanPart
  let mechanism: Mechanism
  let traits: SpanTraits
  let peer: PeerNaming.Peer?

  init(profile: SpanProfile, name: String, value: @escaping (AttributeKey) -> String) {
    let naming = PeerNaming(value: value)
    let hasMessaging =
      !value(.messagingSystem).isEmpty || !value(.messagingOperation).isEmpty
      || !value(.messagingDestination).isEmpty || !value(.cloudEvent).isEmpty
    let store = hasMessaging ? nil : naming.store()
    let messaging =
      store == nil
      ? MessagingRole.part(
        operation: value(.messagingOperation), kind: profile.kind, hasMessaging: hasMessaging, name: name)
      : nil
    part =
      messaging
      ?? Self.part(kind: profile.kind, asksStore: store != nil, namesPeer: !value(.peerService).isEmpty)
    traits = Self.traits(
      profile, name: name, hasMessaging: hasMessaging, isEmbedded: store != nil && naming.isEmbedded, value: value)
    mechanism = Self.mechanism(part: part, store: store, value: value)
    switch part {
    case .publish, .consume, .receive: peer = naming.topic(fallbackName: name)
    case .call: peer = store ?? naming.external(mechanism: mechanism)
    case .local, .serve, .settle: peer = nil
    }
  }

  private static func part(kind: SpanKind, asksStore: Bool, namesPeer: Bool) -> SpanPart {
    switch kind {
    case .server: .serve
    case .client: .call
    case .producer: .publish
    case .consumer: .consume
    // Some exports carry a database's attributes or the name of the other side, and no kind.
    case .internal, .unspecified: kind == .unspecified && (asksStore || namesPeer) ? .call : .local
    }
  }

  private static func mechanism(
    part: SpanPart, store: PeerNaming.Peer?, value: (AttributeKey) -> String
  ) -> Mechanism {
    if let store { return store.mechanism }
    if part == .publish || part.takesMessages { return .queue }
    if !value(.rpcSystem).isEmpty || !value(.rpcMethod).isEmpty { return .rpc }
    // Searching a text is slow even when it is empty.
    let component = value(.component)
    if !component.isEmpty, component.lowercased().contains("grpc") { return .rpc }
    if !value(.httpMethod).isEmpty || !value(.httpStatus).isEmpty || !value(.urlPath).isEmpty { return .http }
    return .other
  }

  private static func traits(
    _ profile: SpanProfile, name: String, hasMessaging: Bool, isEmbedded: Bool, value: (AttributeKey) -> String
  ) -> SpanTraits {
    var traits: SpanTraits = []
    let status = value(.httpStatus)
    if !status.isEmpty || !value(.rpcStatus).isEmpty { traits.insert(.answered) }
    let preference = value(.httpPrefer)
    if status == "202" || !preference.isEmpty && preference.contains("respond-async") { traits.insert(.acceptedOnly) }
    if !value(.streaming).isEmpty || StreamNaming.isStream(name: name, status: status, value: value) {
      traits.insert(.streaming)
    }
    switch value(.spanSync) {
    case "true": traits.insert(.hintsSync)
    case "false": traits.insert(.hintsAsync)
    default: break
    }
    if ["pubsub", "timer", "datasource"].contains(value(.faasTrigger)) { traits.insert(.asyncTrigger) }
    if value(.faasInvocationType) == "Event" { traits.insert(.declaredAsync) }
    if value(.component) == "proxy" { traits.insert(.proxy) }
    if ProbeNaming.isProbe(kind: profile.kind, value: value) { traits.insert(.probe) }
    if ProbeNaming.isPoll(name: name, value: value) { traits.insert(.poll) }
    if hasMessaging { traits.insert(.messaging) }
    if hasMessaging || MessagingName(name)?.destination.isEmpty == false { traits.insert(.destination) }
    let operation = value(.messagingOperation).lowercased()
    if !operation.isEmpty || MessagingName(name)?.part == .publish { traits.insert(.saysSend) }
    if operation == "create" || operation.isEmpty && MessagingName(name)?.isCreation ?? false {
      traits.insert(.createsMessage)
    }
    if value(.messagingTemporary) == "true" { traits.insert(.temporaryDestination) }
    if hasMessaging, isReplyDestination(value(.messagingDestination)) || isReplyDestination(value(.messagingRoutingKey))
    {
      traits.insert(.replyDestination)
    }
    if isCallersFault(http: status, rpc: value(.rpcStatus)) { traits.insert(.callersFault) }
    if isEmbedded { traits.insert(.embedded) }
    return traits
  }

  /// Temporary destinations as brokers name them: RabbitMQ's direct replies and generated queues, NATS inboxes, ActiveMQ's
  /// and JMS's temporary queues.
  private static func isReplyDestination(_ name: String) -> Bool {
    !name.isEmpty && replyPrefixes.contains { name.hasPrefix($0) }
  }

  private static let replyPrefixes = [
    "amq.rabbitmq.reply-to", "amq.gen-", "_INBOX.", "temp-queue://", "temp-topic://", "(temporary)",
  ]

  /// Whether a status says that the request was wrong rather than that the callee failed.
  private static func isCallersFault(http: String, rpc: String) -> Bool {
    if let code = Int(http), (400..<500).contains(code) { return code != 408 && code != 429 && code != 499 }
    return callerFaults.contains(rpc.uppercased())
  }

  /// gRPC status codes, by number and by name, that blame the request (gRPC, statuscodes.md).
  private static let callerFaults: Set<String> = [
    "3", "INVALID_ARGUMENT", "5", "NOT_FOUND", "6", "ALREADY_EXISTS", "7", "PERMISSION_DENIED", "9",
    "FAILED_PRECONDITION", "11", "OUT_OF_RANGE", "16", "UNAUTHENTICATED",
  ]
}
