import TraceModel

/// Every attribute name that is read, by meaning, the one that wins first.
///
/// Old and new names mix within one process, so both are always accepted, and also both with underscores for dots, as some
/// pipelines write them. Names are those of OpenTelemetry's semantic conventions from 1.0 on, OpenTracing, Brave and Jaeger.
enum FactNames {
  static let all: [(Fact, [String])] =
    peers + http + rpc + databases + messaging + functions + outcome + rest + resource

  private static let peers: [(Fact, [String])] = [
    (.attribute(.peerService), ["service.peer.name", "peer.service"]),
    (.address(.serverAddress, port: .serverPort), ["server.address"]),
    (.attribute(.serverPort), ["server.port"]),
    (.peerAddress(.serverAddress, port: .serverPort), ["net.peer.name", "peer.hostname"]),
    (.peerPort(.serverPort), ["net.peer.port", "peer.port"]),
    (.hostHeader, ["http.host"]),
    (.proxiedCluster, ["upstream_cluster.name", "upstream_cluster"]),
    (.hostAddress, ["net.host.name"]),
    (.hostPort, ["net.host.port"]),
    (
      .peerAddress(.networkPeerAddress, port: .networkPeerPort),
      [
        "network.peer.address", "net.sock.peer.name", "net.sock.peer.addr", "server.socket.address", "net.peer.ip",
        "peer.address", "peer.ipv4", "peer.ipv6",
      ]
    ),
    (.peerPort(.networkPeerPort), ["network.peer.port", "net.sock.peer.port", "server.socket.port"]),
  ]

  private static let http: [(Fact, [String])] = [
    (.attribute(.httpMethod), ["http.request.method", "http.method"]),
    (.httpStatus, ["http.response.status_code", "http.status_code"]),
    (.attribute(.httpRoute), ["http.route"]),
    (.urlTarget, ["url.path", "http.target", "http.path"]),
    (.url, ["url.full", "http.url"]),
    (.attribute(.httpResendCount), ["http.request.resend_count", "http.resend_count", "http.retry_count"]),
    (.attribute(.httpPrefer), ["http.request.header.prefer"]),
    (.protocolName, ["network.protocol.name", "net.protocol.name", "http.flavor"]),
    (.contentType, ["http.response.header.content-type", "http.response.header.content_type"]),
  ]

  private static let rpc: [(Fact, [String])] = [
    (.attribute(.rpcSystem), ["rpc.system.name", "rpc.system"]),
    (.attribute(.rpcService), ["rpc.service"]),
    (.attribute(.rpcMethod), ["rpc.method"]),
    (
      .rpcStatus,
      [
        "rpc.status_code", "rpc.response.status_code", "rpc.grpc.status_code", "rpc.connect_rpc.error_code",
        "rpc.jsonrpc.error_code", "grpc.status_code", "grpc.status",
      ]
    ),
  ]

  private static let databases: [(Fact, [String])] = [
    (.attribute(.databaseSystem), ["db.system.name", "db.system", "db.type", "cache.type"]),
    (.attribute(.databaseName), ["db.namespace", "db.name", "db.instance", "db.redis.database_index"]),
    (.attribute(.databaseOperation), ["db.operation.name", "db.operation"]),
    (
      .attribute(.databaseCollection),
      ["db.collection.name", "db.sql.table", "db.cassandra.table", "db.mongodb.collection", "db.cosmosdb.container"]
    ),
  ]

  private static let messaging: [(Fact, [String])] = [
    (.attribute(.messagingSystem), ["messaging.system"]),
    (.attribute(.messagingOperation), ["messaging.operation.type", "messaging.operation", "messaging.operation.name"]),
    (
      .masked(.messagingDestination),
      [
        "messaging.destination.name", "messaging.destination", "message_bus.destination", "messaging.source.name",
        "messaging.source", "aws.queue.name", "aws.queue.url", "aws.queue_url", "aws.sqs.queue.url", "aws.sqs.queue_url",
        "aws.topic.arn", "aws.topic_arn", "aws.sns.topic.arn", "aws.stream.name", "aws.kinesis.stream_name",
        "aws.step_functions.state_machine.arn",
        "mq.topic", "mq.queue",
      ]
    ),
    (.destination(system: .kafka), ["kafka.topic"]),
    (.destination(system: .rabbitmq), ["rabbit.exchange", "rabbit.queue"]),
    (.destination(system: .jms), ["jms.queue", "jms.topic"]),
    (.attribute(.messagingDestinationTemplate), ["messaging.destination.template"]),
    (
      .masked(.messagingRoutingKey),
      ["messaging.rabbitmq.destination.routing_key", "messaging.rabbitmq.routing_key", "rabbit.routing_key"]
    ),
    (
      .anyTrue(.messagingTemporary),
      ["messaging.destination.temporary", "messaging.destination.anonymous", "messaging.temp_destination"]
    ),
    (
      .attribute(.messagingConsumerGroup),
      [
        "messaging.consumer.group.name", "messaging.kafka.consumer.group", "messaging.kafka.consumer_group",
        "messaging.rocketmq.client_group", "messaging.eventhubs.consumer.group",
      ]
    ),
    (
      .attribute(.messagingSubscription),
      ["messaging.destination.subscription.name", "messaging.servicebus.destination.subscription_name"]
    ),
    (.attribute(.messagingBatchCount), ["messaging.batch.message_count"]),
    (
      .attribute(.messagingDeliveryAttempt),
      ["messaging.gcp_pubsub.message.delivery_attempt", "messaging.servicebus.message.delivery_count"]
    ),
    (
      .conversation,
      ["messaging.message.conversation_id", "messaging.conversation_id", "messaging.message.correlation_id"]
    ),
    (.attribute(.cloudEvent), ["cloudevents.event_type", "cloudevents.event_source"]),
    (.cloudEventID, ["cloudevents.event_id"]),
  ]

  private static let functions: [(Fact, [String])] = [
    (.attribute(.faasTrigger), ["faas.trigger"]),
    (.attribute(.faasInvokedName), ["faas.invoked_name"]),
    (.attribute(.faasInvocationType), ["faas.invocation_type", "aws.lambda.invocation_type"]),
  ]

  private static let outcome: [(Fact, [String])] = [
    (.errorTag, ["error"]),
    (.statusCode, ["otel.status_code"]),
    (.statusMessage, ["otel.status_description"]),
    (.errorType, ["error.type", "error.kind"]),
    (.exceptionType, ["exception.type"]),
  ]

  private static let rest: [(Fact, [String])] = [
    (.spanKind, ["span.kind"]),
    (.attribute(.spanSync), ["span.sync", "transaction.sync"]),
    (.referenceType, ["opentracing.ref_type"]),
    (.attribute(.component), ["component"]),
    (.attribute(.synthetic), ["user_agent.synthetic.type"]),
    (.userAgent, ["user_agent.original", "http.user_agent"]),
    (.attribute(.graphqlOperation), ["graphql.operation.name", "graphql.operation.type"]),
    (.attribute(.streaming), ["rpc.streaming", "rpc.grpc.streaming"]),
    (.spanFormat, ["internal.span.format"]),
    (.openTelemetryMark, ["otel.library.name", "otel.scope.name", "w3c.tracestate"]),
  ]

  private static let resource: [(Fact, [String])] = [
    (.resource(.service), ["service.name"]),
    (.resource(.namespace), ["service.namespace"]),
    (.resource(.instance), ["service.instance.id"]),
    (.resource(.pod), ["k8s.pod.name", "k8s.pod.uid"]),
    (.resource(.container), ["container.id"]),
    (.resource(.hostID), ["host.id"]),
    (.resource(.hostName), ["host.name", "hostname", "ip"]),
    (.resource(.zone), ["cloud.availability_zone", "cloud.zone"]),
    (.resource(.telemetrySDK), ["telemetry.sdk.name", "telemetry.sdk.language", "telemetry.sdk.version"]),
  ]
}
