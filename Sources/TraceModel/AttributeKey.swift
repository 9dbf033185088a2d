/// The facts about a span that some rule reads, each under one name whatever the source called it.
///
/// The old and new attribute names of the semantic conventions that feed each key are listed by the ingestion module.
/// All other attributes are dropped while reading.
public enum AttributeKey: UInt8, BitwiseCopyable, Sendable, CaseIterable, Comparable {
  // The other side of a call.
  case peerService
  case serverAddress
  case serverPort
  case networkPeerAddress
  case networkPeerPort

  // HTTP and RPC. Paths have their identifiers masked and their query removed.
  case httpMethod
  case httpStatus
  case httpRoute
  case urlHost
  case urlPath
  case httpResendCount
  case httpPrefer
  case rpcSystem
  case rpcService
  case rpcMethod
  case rpcStatus

  // Databases and caches.
  case databaseSystem
  case databaseName
  case databaseOperation
  case databaseCollection

  // Messaging. Temporary destinations have their random part masked.
  case messagingSystem
  case messagingOperation
  case messagingDestination
  case messagingDestinationTemplate
  case messagingRoutingKey
  case messagingTemporary
  case messagingConsumerGroup
  case messagingSubscription
  case messagingBatchCount
  case messagingDeliveryAttempt
  case cloudEvent

  // Functions as a service.
  case faasTrigger
  case faasInvokedName
  case faasInvocationType

  // What says outright whether the caller waits.
  case spanSync
  case referenceType

  // The rest.
  case errorType
  case component
  case streaming
  case graphqlOperation
  /// `probe` where the asking program says that it only checks health or collects metrics, else what kind of machine it is.
  case synthetic

  public static func < (left: AttributeKey, right: AttributeKey) -> Bool { left.rawValue < right.rawValue }
}
