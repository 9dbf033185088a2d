import CallClassification
import FailureSpread
import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceModel

@Suite("Peers that are traced services")
struct ServiceAddressTests {
  /// The nodes that `web` calls under a name, when `cart` and `till` are traced services that answer elsewhere.
  private static func callees(_ peer: String, beside more: String = "") -> [String] {
    let picture = """
      web SERVER buy 0..100
        web CLIENT GET 10..60 {httpMethod=GET, \(peer)}
      ---
      cart SERVER GET /items 0..9 {httpMethod=GET, serverAddress=basket.example, serverPort=8080}
      ---
      till SERVER POST /bills 0..9 {httpMethod=POST, serverAddress=10.1.0.7, serverPort=9000}
      \(more)
      """
    return report(of: picture).edges.filter { $0.caller == "web" }.map(\.callee)
  }

  @Test(
    "A name means the service that it is spelled after, or that says that it was reached under it",
    arguments: [
      ("serverAddress=cart, serverPort=80", "cart"), ("serverAddress=CART", "cart"),
      ("serverAddress=cart.shop.svc.cluster.local", "cart"), ("serverAddress=cart.shop.svc", "cart"),
      ("serverAddress=cart.shop.svc.cluster.local., serverPort=80", "cart"),
      ("serverAddress=cart-0.cart.shop.svc.cluster.local", "cart"),
      ("serverAddress=cart.service.consul", "cart"), ("peerService=dns:///cart:50051", "cart"),
      ("peerService=cart:8080", "cart"), ("serverAddress=basket.example", "cart"),
      ("urlHost=basket.example:8080", "cart"), ("serverAddress=10.1.0.7, serverPort=9000", "till"),
      ("serverAddress=::ffff:10.1.0.7, serverPort=9000", "till"), ("networkPeerAddress=10.1.0.7", "till"),
    ])
  func known(_ peer: String, _ service: String) {
    #expect(Self.callees(peer) == [service])
  }

  @Test(
    "Names of others stay apart",
    arguments: [
      "serverAddress=cart.com", "serverAddress=cart.example.org", "serverAddress=carts", "serverAddress=till.cart",
      "serverAddress=10.1.0.7, serverPort=9001", "serverAddress=10.1.0.8, serverPort=9000",
      "serverAddress=localhost, serverPort=9000",
    ])
  func unknown(_ peer: String) {
    let callees = Self.callees(peer)
    #expect(callees.count == 1 && callees != ["cart"] && callees != ["till"])
  }

  @Test("What answered under one spelling of an address means the same service under another")
  func answers() {
    let answered = """
      ---
      app SERVER look 0..100
        app CLIENT GET 10..60 {serverAddress=goods.shop.svc.cluster.local}
          goods-api SERVER GET /goods 12..58
      """
    #expect(Self.callees("serverAddress=goods", beside: answered) == ["goods-api"])
    #expect(Self.callees("serverAddress=goods.shop", beside: answered) == ["goods-api"])
    #expect(Self.callees("serverAddress=goods.shop.svc", beside: answered) == ["goods-api"])
    #expect(Self.callees("serverAddress=cart.shop", beside: answered) == ["cart"])
  }

  @Test("An address that several services share means none of them")
  func shared() {
    let second = "---\nmail SERVER GET /letters 0..9 {serverAddress=basket.example}"
    #expect(Self.callees("serverAddress=basket.example", beside: second) == ["basket.example"])
  }

  @Test("The order of summaries changes nothing, and a summary's file keeps what was learned")
  func merging() throws {
    let analyzer = Analyzer()
    let parts = [
      "web SERVER buy 0..100\n  web CLIENT GET 10..60 {serverAddress=goods}",
      "goods-api SERVER GET /goods 0..9 {serverAddress=goods.shop.svc}",
      "app SERVER look 0..100\n  app CLIENT GET 10..60 {serverAddress=10.0.0.9, serverPort=80}",
      "mail SERVER GET /letters 0..9 {serverAddress=10.0.0.9, serverPort=80}",
    ].enumerated().map { place, picture in
      var batch = TracePicture(picture).batch
      for index in batch.spans.indices { batch.spans[index].trace = TraceID(high: 9, low: UInt64(place + 1)) }
      return analyzer.summarize(batch, isPartial: true)
    }
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
      var merged = parts[order[0]]
      for place in order.dropFirst() { merged.merge(parts[place]) }
      let edges = analyzer.report(try Summary(SummaryDocument(merged))).edges.map { "\($0.caller) \($0.callee)" }
      #expect(edges == ["app mail", "web goods-api"])
    }
  }
}
