import Testing
import TraceIngestion
import TraceModel

@Suite struct AttributeTests {
  /// Every name of a source and the key that it feeds, with a value that is kept as it is.
  static let names: [(String, AttributeKey)] = [
    ("messaging.operation", .messagingOperation), ("messaging.operation.type", .messagingOperation),
    ("messaging.operation.name", .messagingOperation), ("messaging.system", .messagingSystem),
    ("messaging.destination", .messagingDestination), ("message_bus.destination", .messagingDestination),
    ("messaging.destination.name", .messagingDestination), ("messaging.source.name", .messagingDestination),
    ("messaging.destination.template", .messagingDestinationTemplate),
    ("messaging.kafka.consumer_group", .messagingConsumerGroup),
    ("messaging.kafka.consumer.group", .messagingConsumerGroup),
    ("messaging.rocketmq.client_group", .messagingConsumerGroup),
    ("messaging.eventhubs.consumer.group", .messagingConsumerGroup),
    ("messaging.consumer.group.name", .messagingConsumerGroup),
    ("messaging.servicebus.destination.subscription_name", .messagingSubscription),
    ("messaging.destination.subscription.name", .messagingSubscription),
    ("messaging.batch.message_count", .messagingBatchCount),
    ("messaging.gcp_pubsub.message.delivery_attempt", .messagingDeliveryAttempt),
    ("messaging.servicebus.message.delivery_count", .messagingDeliveryAttempt),
    ("messaging.rabbitmq.routing_key", .messagingRoutingKey),
    ("messaging.rabbitmq.destination.routing_key", .messagingRoutingKey),
    ("rpc.system", .rpcSystem), ("rpc.system.name", .rpcSystem), ("rpc.service", .rpcService),
    ("rpc.method", .rpcMethod),
    ("rpc.grpc.status_code", .rpcStatus), ("rpc.connect_rpc.error_code", .rpcStatus),
    ("rpc.jsonrpc.error_code", .rpcStatus),
    ("rpc.response.status_code", .rpcStatus), ("rpc.status_code", .rpcStatus),
    ("peer.service", .peerService), ("service.peer.name", .peerService),
    ("net.peer.name", .serverAddress), ("server.address", .serverAddress), ("server.port", .serverPort),
    ("net.peer.port", .serverPort), ("net.peer.ip", .networkPeerAddress), ("net.sock.peer.addr", .networkPeerAddress),
    ("net.sock.peer.name", .networkPeerAddress), ("network.peer.address", .networkPeerAddress),
    ("network.peer.port", .networkPeerPort), ("peer.address", .networkPeerAddress),
    ("http.method", .httpMethod), ("http.request.method", .httpMethod), ("http.status_code", .httpStatus),
    ("http.response.status_code", .httpStatus), ("http.route", .httpRoute), ("http.retry_count", .httpResendCount),
    ("http.resend_count", .httpResendCount), ("http.request.resend_count", .httpResendCount),
    ("http.request.header.prefer", .httpPrefer),
    ("db.system", .databaseSystem), ("db.system.name", .databaseSystem), ("db.name", .databaseName),
    ("db.redis.database_index", .databaseName), ("db.namespace", .databaseName), ("db.operation", .databaseOperation),
    ("db.operation.name", .databaseOperation), ("db.sql.table", .databaseCollection),
    ("db.cassandra.table", .databaseCollection), ("db.mongodb.collection", .databaseCollection),
    ("db.collection.name", .databaseCollection),
    ("error.type", .errorType), ("error.kind", .errorType), ("faas.trigger", .faasTrigger),
    ("faas.invoked_name", .faasInvokedName), ("span.sync", .spanSync), ("component", .component),
    ("cloudevents.event_type", .cloudEvent), ("cloudevents.event_source", .cloudEvent),
    ("graphql.operation.name", .graphqlOperation), ("opentracing.ref_type", .referenceType),
  ]

  @Test(arguments: names)
  func `old and new names feed the same key, flattened too`(name: String, key: AttributeKey) {
    for spelling in [name, name.replacing(".", with: "_")] {
      let reading = Reading(OTLP.span(#""kind":3"#, attributes: [spelling: OTLP.text("value")]))
      #expect(reading.attributes == [key: "value"], "\(spelling)")
    }
  }

  @Test(
    arguments: [
      ("http.request.method", "http.method", AttributeKey.httpMethod), ("db.system.name", "db.system", .databaseSystem),
      ("messaging.operation.type", "messaging.operation", .messagingOperation),
      ("server.address", "net.peer.name", .serverAddress),
      ("messaging.destination.name", "message_bus.destination", .messagingDestination),
      ("db.namespace", "db.name", .databaseName),
      ("service.peer.name", "peer.service", .peerService), ("url.path", "http.target", .urlPath),
    ])
  func `the newer name wins, whatever the order`(new: String, old: String, key: AttributeKey) {
    for (first, second) in [(new, old), (old, new)] {
      let list =
        #"[{"key":"\#(first)","value":{"stringValue":"\#(first)"}},{"key":"\#(second)","value":{"stringValue":"\#(second)"}}]"#
      let reading = Reading(OTLP.span(#""kind":3,"attributes":\#(list)"#))
      #expect(reading.attributes[key] == new)
    }
  }

  @Test(
    arguments: [
      ("http.url", "http://user:pw@shop:8080/cart/77?token=x#top", "shop:8080", "/cart/{id}"),
      ("url.full", "https://api.example.com", "api.example.com", nil),
      ("http.url", "/hotels?inDate=2015-04-14", nil, "/hotels"),
      ("http.target", "/api/products/0PUK6V6EV0?x=1", nil, "/api/products/{id}"),
      ("url.path", "/v1/items", nil, "/v1/items"),
      ("http.url", "//cdn/a", "cdn", "/a"),
    ] as [(String, String, String?, String?)])
  func `URLs are taken apart into host and masked path`(name: String, url: String, host: String?, path: String?) {
    let reading = Reading(OTLP.span(#""kind":3"#, attributes: [name: OTLP.text(url)]))
    #expect(reading.attributes[.urlHost] == host)
    #expect(reading.attributes[.urlPath] == path)
  }

  @Test(
    arguments: [
      ("cart:7070", "cart", "7070"), ("10.0.0.1:80", "10.0.0.1", "80"), ("[::1]:443", "::1", "443"),
      ("::1", "::1", nil),
      ("fe80::1:80", "fe80::1:80", nil), ("cart", "cart", nil), ("cart:", "cart:", nil),
    ] as [(String, String, String?)])
  func `a port behind an address is split off`(text: String, host: String, port: String?) {
    let reading = Reading(OTLP.span(#""kind":3"#, attributes: ["server.address": OTLP.text(text)]))
    #expect(reading.attributes[.serverAddress] == host)
    #expect(reading.attributes[.serverPort] == port)
  }

  @Test func `a server's own address is not its peer's, and its clients are not kept`() {
    let attributes = [
      "net.host.name": OTLP.text("shop"), "net.host.port": OTLP.number(8080), "net.peer.name": OTLP.text("10.0.0.9"),
      "net.peer.port": OTLP.number(40_001), "network.peer.address": OTLP.text("10.0.0.9"),
      "network.peer.port": OTLP.number(40_001),
    ]
    let server = Reading(OTLP.span(#""kind":2"#, attributes: attributes))
    #expect(server.attributes == [.serverAddress: "shop", .serverPort: "8080"])
    let client = Reading(OTLP.span(#""kind":3"#, attributes: ["net.host.name": OTLP.text("shop")]))
    #expect(client.attributes.isEmpty)
  }

  @Test(
    arguments: [
      ("outbound|9080||reviews.shop.svc.cluster.local", "reviews.shop.svc.cluster.local"), ("frontend", "frontend"),
      ("-", nil),
      ("", nil),
    ] as [(String, String?)])
  func `what a proxy forwards to is its peer`(cluster: String, peer: String?) {
    let attributes = ["upstream_cluster": OTLP.text(cluster)]
    #expect(Reading(OTLP.span(#""kind":3"#, attributes: attributes)).attributes[.peerService] == peer)
    #expect(Reading(OTLP.span(#""kind":2"#, attributes: attributes)).attributes.isEmpty)
  }

  @Test func `without a kind a peer at an ephemeral port is a client`() {
    #expect(Reading(OTLP.span(attributes: ["peer.address": OTLP.text("172.18.0.1:49620")])).attributes.isEmpty)
    #expect(
      Reading(OTLP.span(attributes: ["peer.address": OTLP.text("172.18.0.1:6379")])).attributes
        == [.networkPeerAddress: "172.18.0.1", .networkPeerPort: "6379"])
  }

  @Test func `the Host header names the server where nothing better does`() {
    let host = ["http.host": OTLP.text("shop:8080")]
    for kind in [2, 3] {
      #expect(
        Reading(OTLP.span("\"kind\":\(kind)", attributes: host)).attributes == [
          .serverAddress: "shop", .serverPort: "8080",
        ])
    }
    let both = host.merging(["net.peer.name": OTLP.text("shop-v2")]) { $1 }
    #expect(Reading(OTLP.span(#""kind":3"#, attributes: both)).attributes[.serverAddress] == "shop-v2")
  }

  @Test func `unique values are dropped`() {
    let attributes = [
      "db.statement": OTLP.text("SELECT 1"), "db.query.text": OTLP.text("SELECT 1"),
      "messaging.message.id": OTLP.text("m1"),
      "messaging.message_id": OTLP.text("m1"), "thread.id": OTLP.number(7), "messaging.kafka.offset": OTLP.number(7),
      "messaging.client_id": OTLP.text("c"), "messaging.client.id": OTLP.text("c"),
      "messaging.kafka.message.offset": OTLP.number(7), "messaging.kafka.partition": OTLP.number(1),
      "messaging.kafka.destination.partition": OTLP.number(1), "messaging.destination.partition.id": OTLP.text("1"),
      "messaging.destination_kind": OTLP.text("queue"), "service.peer.namespace": OTLP.text("n"),
      "faas.invoked_provider": OTLP.text("aws"), "my.own": OTLP.text("x"),
    ]
    #expect(Reading(OTLP.span(attributes: attributes)).attributes.isEmpty)
  }

  @Test func `a conversation stands beside the spans, equal ids as equal hashes`() {
    let first = Reading(OTLP.span(attributes: ["messaging.message.conversation_id": OTLP.text("c-1")]))
    let second = Reading(OTLP.span(attributes: ["messaging.conversation_id": OTLP.text("c-1")]))
    let other = Reading(OTLP.span(attributes: ["messaging.conversation_id": OTLP.text("c-2")]))
    #expect(first.batch.conversations.map(\.span) == [0])
    #expect(first.batch.conversations == second.batch.conversations)
    #expect(first.batch.conversations != other.batch.conversations)
    #expect(first.attributes.isEmpty)
  }

  @Test(arguments: ["messaging.destination.temporary", "messaging.destination.anonymous", "messaging.temp_destination"])
  func `a destination is temporary when any name says so`(name: String) {
    let yes = Reading(OTLP.span(attributes: [name: #"{"boolValue":true}"#]))
    #expect(yes.attributes == [.messagingTemporary: "true"])
    #expect(Reading(OTLP.span(attributes: [name: #"{"boolValue":false}"#])).attributes.isEmpty)
  }

  @Test func `a temporary destination is one destination`() {
    let reading = Reading(
      OTLP.span(
        #""kind":4,"name":"amq.rabbitmq.reply-to.g1h2AA5y/Q== publish""#,
        attributes: ["messaging.destination.name": OTLP.text("amq.rabbitmq.reply-to.g1h2AA5y/Q==")]))
    #expect(reading.attributes[.messagingDestination] == "amq.rabbitmq.reply-to.{id}")
    #expect(reading.names == ["amq.rabbitmq.reply-to.{id} publish"])
  }

  @Test(
    arguments: [
      (OTLP.number(-5), "-5"), (#"{"intValue":7}"#, "7"), (#"{"doubleValue":200}"#, "200"),
      (#"{"doubleValue":0.5}"#, "0.5"),
      (#"{"boolValue":true}"#, "true"), (#"{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}"#, "a"),
    ])
  func `values of every type are kept as text`(value: String, text: String) {
    #expect(Reading(OTLP.span(attributes: ["component": value])).attributes == [.component: text])
  }

  @Test(arguments: [
    #"{"kvlistValue":{"values":[]}}"#, #"{"bytesValue":"AAE="}"#, "{}", "null", #"{"doubleValue":"NaN"}"#,
  ])
  func `values that tell nothing are passed over`(value: String) {
    let reading = Reading(OTLP.span(attributes: ["component": value, "http.method": OTLP.text("GET")]))
    #expect(reading.attributes == [.httpMethod: "GET"])
    #expect(reading.batch.diagnostics.isEmpty)
  }

  // MARK: Resources

  @Test(
    arguments: [
      (["service.instance.id": "i", "k8s.pod.name": "p", "host.name": "h"], "i", "h"),
      (["k8s.pod.name": "p", "host.name": "h"], "p", "h"), (["host.name": "h", "host.id": "x"], "h", "x"),
      (["k8s.pod.name": "p"], "p", "p"), (["process.pid": "7"], "", ""), (["container.id": "c"], "c", "c"),
    ])
  func `instance and host come from what tells them apart`(resource: [String: String], instance: String, host: String) {
    let list = resource.map { #"{"key":"\#($0.key)","value":\#(OTLP.text($0.value))}"# }.joined(separator: ",")
    let reading = Reading(OTLP.document("\(OTLP.ids),\(OTLP.times)", resource: "[\(list)]"))
    #expect(reading.profiles.map { reading.batch.names[$0.instance] } == [instance])
    #expect(reading.profiles.map { reading.batch.names[$0.host] } == [host])
  }

  @Test func `namespace and zone are kept`() {
    let resource = #"""
      [{"key":"service.name","value":{"stringValue":"a"}},{"key":"service.namespace","value":{"stringValue":"n"}},
      {"key":"cloud.availability_zone","value":{"stringValue":"z"}}]
      """#
    let reading = Reading(OTLP.document("\(OTLP.ids),\(OTLP.times)", resource: resource))
    #expect(reading.profiles.map { reading.batch.names[$0.namespace] } == ["n"])
    #expect(reading.profiles.map { reading.batch.names[$0.zone] } == ["z"])
  }

  @Test func `a missing service name is named, and told`() {
    let reading = Reading(OTLP.document("\(OTLP.ids),\(OTLP.times)", resource: "[]"))
    #expect(reading.services == ["unknown_service"])
    #expect(reading.diagnostics == ["missing-service-name": 1])
    #expect(!reading.batch.diagnostics.hasLoss)
  }
}
