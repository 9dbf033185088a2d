import TraceModel

/// One span while its source is being read: members and attributes come in any order and under several names.
///
/// Used again for every span, so that reading one allocates nothing. Copies share the memory of the attributes.
struct SpanDraft {
  var trace = TraceID(low: 0)
  var id = SpanID.none
  var parent = SpanID.none
  var start: UInt64 = 0
  var end: UInt64 = 0
  var name = NameID.empty
  var kind = SpanKind.unspecified
  var flags: SpanFlags = []
  var outcome = OutcomeEvidence()
  var conversation: UInt64?
  /// The span carries a mark that only OpenTelemetry's exporters leave.
  var isOpenTelemetry = false
  /// `opentracing.ref_type` said that the parent does not wait.
  var followsFrom = false

  private let memory = Memory()
  private let values: UnsafeMutablePointer<NameID>
  private let ranks: UnsafeMutablePointer<UInt8>
  /// The attributes that the span ended up with; written by `finish`.
  private let finished: UnsafeMutablePointer<Attribute>
  /// Which keys have a value, by raw value. Walking its bits gives the attributes in order.
  private var present: UInt64 = 0

  /// What may be the other side or the own side, depending on the kind, which may come last.
  private var peers = SideFacts()
  private var own = SideFacts()

  /// Raw memory for one value a key. A class, so that it is freed once; arrays check every access.
  private final class Memory {
    let values = UnsafeMutablePointer<NameID>.allocate(capacity: keyLimit)
    let ranks = UnsafeMutablePointer<UInt8>.allocate(capacity: keyLimit)
    let finished = UnsafeMutablePointer<Attribute>.allocate(capacity: keyLimit)

    init() {
      values.initialize(repeating: .empty, count: keyLimit)
      ranks.initialize(repeating: .max, count: keyLimit)
    }

    deinit {
      values.deallocate()
      ranks.deallocate()
      finished.deallocate()
    }
  }

  /// `present` has so many bits.
  private static let keyLimit = 64

  init() {
    values = memory.values
    ranks = memory.ranks
    finished = memory.finished
  }

  mutating func reset() {
    trace = TraceID(low: 0)
    id = .none
    parent = .none
    start = 0
    end = 0
    name = .empty
    kind = .unspecified
    flags = []
    outcome = OutcomeEvidence()
    conversation = nil
    isOpenTelemetry = false
    followsFrom = false
    var bits = present
    while bits != 0 {
      ranks[bits.trailingZeroBitCount] = .max
      bits &= bits &- 1
    }
    present = 0
    peers = SideFacts()
    own = SideFacts()
  }

  /// Keeps a value unless one of a better rank is there.
  mutating func set(_ key: AttributeKey, _ value: NameID, rank: UInt8 = 0) {
    let index = Int(key.rawValue)
    guard !value.isEmpty, index < Self.keyLimit, rank < ranks[index] else { return }
    values[index] = value
    ranks[index] = rank
    present |= 1 << UInt64(index)
  }

  func value(_ key: AttributeKey) -> NameID {
    let index = Int(key.rawValue)
    return index < Self.keyLimit && present >> UInt64(index) & 1 == 1 ? values[index] : .empty
  }

  /// Puts a value in the place of the one that is there.
  mutating func replace(_ key: AttributeKey, _ value: NameID) {
    let index = Int(key.rawValue)
    if index < Self.keyLimit, present >> UInt64(index) & 1 == 1 { values[index] = value }
  }

  private mutating func remove(_ key: AttributeKey) {
    let index = Int(key.rawValue)
    guard index < Self.keyLimit else { return }
    present &= ~(1 << UInt64(index))
    ranks[index] = .max
  }

  /// Takes one attribute in.
  mutating func apply(_ rule: FactRule, _ value: AttributeValue, names: inout NameTable, mask: inout NameMask) {
    let rank = rule.rank
    switch rule.fact {
    case .attribute(let key): set(key, value.name(in: &names), rank: rank)
    case .masked(let key): set(key, masked(value, &names, &mask), rank: rank)
    case .anyTrue(let key): if !value.isFalse { set(key, names.intern("true")) }
    case .url:
      value.withText { text in
        let parts = URLParts(text)
        set(.urlHost, names.intern(parts.host), rank: rank)
        setPath(parts.path, rank: rank + 8, names: &names, mask: &mask)
      }
    case .urlTarget: value.withText { setPath(URLParts($0).path, rank: rank, names: &names, mask: &mask) }
    case .address(let key, let port):
      value.withText { text in
        let parts = HostAndPort(text)
        set(key, names.intern(parts.host), rank: rank)
        set(port, names.intern(parts.port), rank: rank + 8)
      }
    case .peerAddress(let key, _): value.withText { peers.setAddress(key, HostAndPort($0), rank: rank, names: &names) }
    case .peerPort(let key): peers.setPort(key, value.name(in: &names))
    case .hostHeader:
      value.withText { text in
        let parts = HostAndPort(text)
        set(.serverAddress, names.intern(parts.host), rank: 12)
        set(.serverPort, names.intern(parts.port), rank: 12)
      }
    case .proxiedCluster: value.withText { peers.setCluster($0, names: &names) }
    case .hostAddress: value.withText { own.setAddress(.serverAddress, HostAndPort($0), rank: rank, names: &names) }
    case .hostPort: own.setPort(.serverPort, value.name(in: &names))
    case .httpStatus:
      outcome.http = outcome.http ?? value.number
      if value.number != 0 { set(.httpStatus, value.name(in: &names), rank: rank) }
    case .rpcStatus:
      set(.rpcStatus, value.name(in: &names), rank: rank)
      if outcome.rpc == nil { outcome.rpc = RPCStatus(value) }
    case .errorTag: outcome.takeErrorTag(value)
    case .statusCode: outcome.takeStatusCode(value)
    case .statusMessage: value.withText { outcome.takeMessage($0) }
    case .errorType:
      value.withText { outcome.takeErrorType($0) }
      set(.errorType, value.name(in: &names), rank: rank)
    case .exceptionType: outcome.takeException(value, names: &names)
    case .spanKind: if let kind = SpanKind(word: value) { self.kind = kind }
    case .conversation:
      conversation = value.withText { text in
        var hash = StableHash()
        for byte in text { hash.combine(byte: byte) }
        return text.isEmpty ? conversation : hash.value
      }
    case .destination(let library):
      set(.messagingDestination, masked(value, &names, &mask), rank: rank + 16)
      set(.messagingSystem, names.intern(library.rawValue), rank: 16)
    case .protocolName:
      value.withText { if $0.equalsIgnoringCase("websocket") { set(.streaming, names.intern("websocket"), rank: 4) } }
    case .contentType:
      value.withText { text in
        if text.containsIgnoringCase("event-stream") { set(.streaming, names.intern("event-stream"), rank: 4) }
      }
    case .cloudEventID: set(.cloudEvent, names.intern("true"), rank: 4)
    case .spanFormat: value.withText { if $0.equalsIgnoringCase("otlp") { isOpenTelemetry = true } }
    case .openTelemetryMark: isOpenTelemetry = true
    case .referenceType:
      set(.referenceType, value.name(in: &names))
      value.withText { if $0.equalsIgnoringCase("follows_from") { followsFrom = true } }
    case .userAgent:
      value.withText { text in
        if ProbeAgents.contain(text) { set(.synthetic, names.intern("probe"), rank: 4) }
      }
    case .resource: break
    }
  }

  /// Settles what depends on the kind. The attributes are lent in order of their keys, until the next span.
  mutating func finish(names: NameTable) -> (SpanOutcome, UnsafeBufferPointer<Attribute>) {
    if kind == .server {
      set(.serverAddress, own.server, rank: 8)
      set(.serverPort, own.serverPort, rank: 8)
    } else if kind != .unspecified || !peers.looksLikeClient(names) {
      set(.serverAddress, peers.server, rank: 8)
      set(.serverPort, peers.serverPort, rank: 8)
      set(.networkPeerAddress, peers.network, rank: 8)
      set(.networkPeerPort, peers.networkPort, rank: 8)
    }
    // Some proxies write CLIENT on both sides of a call.
    if kind == .client, peers.isInbound { kind = .server }
    if kind == .client { set(.peerService, peers.cluster, rank: 24) }
    let result = outcome.outcome(of: kind)
    if result != .ok, let exception = outcome.exception { set(.errorType, exception, rank: 8) }
    var bits = present
    var count = 0
    while bits != 0 {
      let index = bits.trailingZeroBitCount
      if let key = AttributeKey(rawValue: UInt8(index)) {
        (finished + count).initialize(to: Attribute(key, values[index]))
        count += 1
      }
      bits &= bits &- 1
    }
    return (result, UnsafeBufferPointer(start: finished, count: count))
  }

  private mutating func setPath(
    _ path: UnsafeRawBufferPointer, rank: UInt8, names: inout NameTable, mask: inout NameMask
  ) {
    guard !path.isEmpty else { return }
    set(.urlPath, mask.intern(path, isPath: true, in: &names), rank: rank)
  }

  private func masked(_ value: AttributeValue, _ names: inout NameTable, _ mask: inout NameMask) -> NameID {
    value.withText { mask.intern($0, isPath: false, in: &names) }
  }
}
