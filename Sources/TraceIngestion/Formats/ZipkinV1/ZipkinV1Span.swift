import TraceModel

/// What a span of Zipkin's first version says, before it is known whether it is one span or two.
///
/// In version 1 the annotations give a span its kind, its times and its service: `cs` and `cr` are a client's, `sr` and `ss`
/// a server's, `ms` a producer's and `mr` a consumer's. Client and server of one call may stand in one span.
struct ZipkinV1Span {
  /// The end of a connection.
  struct Endpoint: Equatable {
    var service = NameID.empty
    var address = NameID.empty
    var port = NameID.empty
    var isEmpty: Bool { service.isEmpty && address.isEmpty }
  }

  /// The annotations that tell of a side.
  enum Event: Int, CaseIterable {
    case clientSend, clientReceive, serverReceive, serverSend, messageSend, messageReceive, wireSend, wireReceive

    init?(_ value: UnsafeRawBufferPointer) {
      switch (value.count, value.first, value.last) {
      case (2, 0x63, 0x73): self = .clientSend
      case (2, 0x63, 0x72): self = .clientReceive
      case (2, 0x73, 0x72): self = .serverReceive
      case (2, 0x73, 0x73): self = .serverSend
      case (2, 0x6D, 0x73): self = .messageSend
      case (2, 0x6D, 0x72): self = .messageReceive
      case (2, 0x77, 0x73): self = .wireSend
      case (2, 0x77, 0x72): self = .wireReceive
      default: return nil
      }
    }
  }

  /// One side of a span.
  struct Side {
    var kind: SpanKind
    var endpoint: Endpoint
    var first: UInt64?
    var last: UInt64?
  }

  var trace: TraceID?
  var id: SpanID?
  var parent = SpanID.none
  var name = NameID.empty
  var timestamp: UInt64?
  var duration: UInt64?
  /// Who wrote anything, for spans without a side.
  var anyEndpoint = Endpoint()
  /// What `sa`, `ca` and `ma` say about the other side.
  var serverAddress = Endpoint()
  var clientAddress = Endpoint()
  var brokerAddress = Endpoint()
  private var times = [UInt64?](repeating: nil, count: Event.allCases.count)
  private var lastTimes = [UInt64?](repeating: nil, count: Event.allCases.count)
  private var endpoints = [Endpoint](repeating: Endpoint(), count: Event.allCases.count)

  /// Notes an annotation. Of several of one kind the first begins its side and the last ends it.
  mutating func note(_ event: Event, at time: UInt64?, _ endpoint: Endpoint) {
    let index = event.rawValue
    if endpoints[index].isEmpty { endpoints[index] = endpoint }
    guard let time else { return }
    times[index] = min(times[index] ?? time, time)
    lastTimes[index] = max(lastTimes[index] ?? time, time)
  }

  /// The sides that have annotations: the caller's first.
  var sides: [Side] {
    var sides: [Side] = []
    if let side = side(.client, begins: .clientSend, ends: .clientReceive) { sides.append(side) }
    if let side = side(.server, begins: .serverReceive, ends: .serverSend) { sides.append(side) }
    if let side = side(.producer, begins: .messageSend, ends: .wireSend) { sides.append(side) }
    if let side = side(.consumer, begins: .messageReceive, ends: .wireReceive) { sides.append(side) }
    return sides
  }

  private func side(_ kind: SpanKind, begins: Event, ends: Event) -> Side? {
    let (first, last) = (begins.rawValue, ends.rawValue)
    guard !endpoints[first].isEmpty || !endpoints[last].isEmpty || times[first] != nil || times[last] != nil else {
      return nil
    }
    // A wire's annotations alone are no side.
    if kind == .producer || kind == .consumer, endpoints[first].isEmpty, times[first] == nil { return nil }
    let known = [times[first], times[last], lastTimes[first], lastTimes[last]].compactMap { $0 }
    return Side(
      kind: kind, endpoint: endpoints[first].isEmpty ? endpoints[last] : endpoints[first], first: known.min(),
      last: known.count > 1 ? known.max() : nil
    )
  }
}
