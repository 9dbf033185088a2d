import CallClassification
import FirebreakKit
import RiskReport
import Testing
import TraceIngestion

/// The same call written with the old and with the new name of each attribute gives the same edge, through real ingestion.
@Suite("Old and new attribute names")
struct AttributeNames {
  /// Attributes of a call's two spans under old and new names, and the edge that both must give.
  struct Meaning: CustomTestStringConvertible, Sendable {
    var meaning: String
    var kind = 3
    /// One list per spelling; each item is `key=value`.
    var spellings: [[String]]
    var edge: String
    var testDescription: String { meaning }
  }

  private static let kafka = ["messaging.system=kafka", "messaging.destination.name=orders"]

  static let meanings: [Meaning] = [
    Meaning(
      meaning: "messaging operation", kind: 3,
      spellings: [
        kafka + ["messaging.operation=publish"], kafka + ["messaging.operation.type=send"],
        kafka + ["messaging.operation=create"],
      ],
      edge: "web..kafka:orders queue"),
    Meaning(
      meaning: "destination", kind: 4,
      spellings: [
        ["messaging.system=kafka", "messaging.destination=orders"],
        ["messaging.system=kafka", "message_bus.destination=orders"],
        kafka, ["messaging.system=kafka", "messaging.source.name=orders"],
        ["messaging_system=kafka", "messaging_destination_name=orders"],
      ], edge: "web..kafka:orders queue"),
    Meaning(
      meaning: "routing key of the default exchange", kind: 4,
      spellings: [
        ["messaging.system=rabbitmq", "messaging.rabbitmq.routing_key=mail"],
        ["messaging.system=rabbitmq", "messaging.rabbitmq.destination.routing_key=mail"],
      ], edge: "web..rabbitmq:mail queue"),
    Meaning(
      meaning: "rpc",
      spellings: [
        ["rpc.system=grpc", "rpc.service=pay", "rpc.method=Charge"],
        ["rpc.system.name=grpc", "rpc.service=pay", "rpc.method=pay/Charge"],
      ], edge: "web..pay rpc"),
    Meaning(
      meaning: "peer service",
      spellings: [["peer.service=pay", "http.method=GET"], ["service.peer.name=pay", "http.request.method=GET"]],
      edge: "web..pay http"),
    Meaning(
      meaning: "server host",
      spellings: [
        ["net.peer.name=pay.example", "http.method=GET"], ["server.address=pay.example", "http.request.method=GET"],
        ["http.host=pay.example", "http.method=GET"], ["peer.hostname=pay.example", "http.method=GET"],
      ], edge: "web..pay.example http"),
    Meaning(
      meaning: "socket peer",
      spellings: [
        ["net.peer.ip=10.0.0.7", "net.peer.port=80", "http.method=GET"],
        ["net.sock.peer.addr=10.0.0.7", "net.sock.peer.port=80", "http.method=GET"],
        ["network.peer.address=10.0.0.7", "network.peer.port=80", "http.request.method=GET"],
      ], edge: "web..10.0.0.7 http"),
    Meaning(
      meaning: "url",
      spellings: [
        ["http.url=http://pay.example/charge?x=1", "http.method=GET"],
        ["url.full=http://pay.example/charge?x=1", "http.request.method=GET"],
      ], edge: "web..pay.example http"),
    Meaning(
      meaning: "database",
      spellings: [
        ["db.system=postgresql", "db.name=shop"], ["db.system.name=postgresql", "db.namespace=shop"],
        ["db_system=postgresql", "db_name=shop"], ["db_system_name=postgresql", "db_namespace=shop"],
      ], edge: "web..postgresql:shop database"),
    Meaning(
      meaning: "cache",
      spellings: [
        ["db.system=redis", "db.redis.database_index=1", "net.peer.name=cache"],
        ["db.system.name=redis", "db.namespace=1", "server.address=cache"],
      ], edge: "web..redis:cache cache"),
    Meaning(
      meaning: "function", spellings: [["faas.invoked_name=resize"], ["faas_invoked_name=resize"]],
      edge: "web..resize other"),
  ]

  @Test("One edge whatever the spelling", arguments: meanings)
  func sameEdge(meaning: Meaning) {
    for spelling in meaning.spellings {
      let seen = edges(attributes: spelling, kind: meaning.kind)
      #expect(
        seen.count == 1 && (seen.first ?? "").hasPrefix(meaning.edge.split(separator: " ")[0]), "\(spelling): \(seen)")
      #expect((seen.first ?? "").hasSuffix(String(meaning.edge.split(separator: " ")[1])), "\(spelling): \(seen)")
    }
  }

  @Test(
    "Topics per tenant, and reply queues with random tails, are one topic each",
    arguments: [
      ("tenant-4711230", "tenant-9911230"),
      ("amq.rabbitmq.reply-to.g1h2AA5yZXBseUA", "amq.rabbitmq.reply-to.g1h2AB5yZXBseUB"),
    ])
  func maskedTopics(one: String, other: String) {
    let seen = [one, other].map {
      edges(attributes: ["messaging.system=rabbitmq", "messaging.destination.name=\($0)"], kind: 4)
    }
    #expect(seen[0] == seen[1])
    #expect(seen[0].count == 1)
  }

  /// The edges of a request with one exit that has these attributes, as `caller..callee mechanism`.
  private func edges(attributes: [String], kind: Int) -> [String] {
    let list = attributes.map { text in
      let parts = text.split(separator: "=", maxSplits: 1)
      return #"{"key":"\#(parts[0])","value":{"stringValue":"\#(parts[1])"}}"#
    }.joined(separator: ",")
    let document = """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"scopeSpans":[{"spans":[
      {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00f067aa0ba902b7","name":"page","kind":2,"startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000100000000"},
      {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00f067aa0ba902b8","parentSpanId":"00f067aa0ba902b7","name":"exit","kind":\(kind),"startTimeUnixNano":"1700000000010000000","endTimeUnixNano":"1700000000060000000","attributes":[\(list)]}
      ]}]}]}
      """.replacing("\n", with: "")
    var reader = TraceReader()
    let batch = reader.read(bytes: Array(document.utf8), name: "names.json")
    let analyzer = Analyzer()
    return analyzer.report(analyzer.summarize(batch)).edges.map { "\($0.caller)..\($0.callee) \($0.mechanism)" }
  }
}
