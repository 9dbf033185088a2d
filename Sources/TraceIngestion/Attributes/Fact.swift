import TraceModel

/// What an attribute of a source tells us, whatever the source calls it.
enum Fact: Hashable, Sendable, BitwiseCopyable {
  /// A kept attribute whose value is taken as it is.
  case attribute(AttributeKey)
  /// A kept attribute whose random part is masked.
  case masked(AttributeKey)
  /// A kept attribute that is true when any of its names says so.
  case anyTrue(AttributeKey)

  // URLs and addresses, which are taken apart.
  case url
  case urlTarget
  case address(AttributeKey, port: AttributeKey)
  /// The other side's address; on a SERVER span that is the client, which is no peer we call.
  case peerAddress(AttributeKey, port: AttributeKey)
  case peerPort(AttributeKey)
  /// The Host header, which names the server on both sides; what names its socket is better.
  case hostHeader
  /// What a proxy forwards to, as Envoy names it: `outbound|9080||reviews.shop.svc.cluster.local`, or a plain name.
  case proxiedCluster
  /// The own address: the server's on a SERVER span, nothing of interest elsewhere.
  case hostAddress
  case hostPort

  // What the outcome follows from.
  case httpStatus
  case rpcStatus
  case errorTag
  case statusCode
  case statusMessage
  case errorType
  case exceptionType

  case spanKind
  case conversation
  /// A destination under a name that also tells the messaging system.
  case destination(system: MessagingLibrary)
  case protocolName
  case contentType
  case cloudEventID
  /// `internal.span.format` of Jaeger.
  case spanFormat
  /// An attribute that only OpenTelemetry's exporters write.
  case openTelemetryMark
  case referenceType
  /// Who asks, by its own words; of interest only where it is a machine that checks whether the service lives.
  case userAgent

  case resource(ResourceFact)
}

/// What an attribute of a resource tells us.
enum ResourceFact: Int, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  case service, namespace, instance, pod, container, hostID, hostName, zone
  /// Only OpenTelemetry's SDKs write it.
  case telemetrySDK
}

/// The messaging systems that libraries name by their attributes' prefix alone.
enum MessagingLibrary: String, Hashable, Sendable, BitwiseCopyable {
  case kafka, rabbitmq, jms
}

/// One name of a source, what it means, and how it ranks among other names of the same meaning: the lower wins.
struct FactRule: Hashable, Sendable, BitwiseCopyable {
  var fact: Fact
  var rank: UInt8
}
