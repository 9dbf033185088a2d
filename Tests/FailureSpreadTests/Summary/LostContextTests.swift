import FirebreakKit
import RiskReport
import TestSupport
import Testing

@Suite("Trace context that is lost on the way")
struct LostContextTests {
  private static func lost(_ picture: String, repeated: Int = 10) -> [String] {
    (report(of: picture, repeated: repeated).evidence.lostContext ?? []).map {
      "\($0.service) from \($0.callers.joined(separator: ", ")): \($0.lost) of \($0.calls)"
    }
  }

  @Test(
    "A service that starts traces of its own is found by what its callers ask for",
    arguments: [
      (
        "by name", "web CLIENT GET 10..60 {serverAddress=cart, httpMethod=GET}",
        "cart SERVER GET /items 0..9 {httpMethod=GET}"
      ),
      (
        "by address", "web CLIENT GET 10..60 {serverAddress=10.0.0.7, serverPort=80, httpMethod=GET}",
        "cart SERVER GET /items 0..9 {serverAddress=10.0.0.7, serverPort=80}"
      ),
      ("by method", "web CLIENT /shop.Cart/Items 10..60 {component=gRPC}", "cart SERVER /shop.Cart/Items 0..9"),
      (
        "by route", "web CLIENT GET 10..60 {httpMethod=GET, urlPath=/items/{id}}",
        "cart SERVER GET /items/:id 0..9 {httpMethod=GET}"
      ),
      (
        "by route at an address that says nothing",
        "web CLIENT GET 10..60 {httpMethod=GET, urlPath=/items, serverAddress=127.0.0.1, serverPort=81}",
        "cart SERVER GET /items 0..9 {httpMethod=GET}"
      ),
      ("by operation", "web CLIENT list 10..60", "cart SERVER list 0..9"),
    ])
  func found(_ what: String, _ client: String, _ server: String) {
    #expect(Self.lost("web SERVER buy 0..100\n  \(client)\n---\n\(server)") == ["cart from web: 10 of 10"], "\(what)")
  }

  @Test("Links in place of parents change nothing: what does the work is still not below the call")
  func links() {
    let picture = """
      web SERVER buy 0..100
        web CLIENT list 10..60 {serverAddress=cart} #call
      ---
      cart SERVER list 0..9 ->call
      """
    #expect(Self.lost(picture) == ["cart from web: 10 of 10"])
  }

  @Test("Where half of the calls lose it, the share says so")
  func half() {
    let picture = """
      web SERVER buy 0..100
        web CLIENT list 10..60 {serverAddress=cart}
      ---
      cart SERVER list 0..9
      ---
      web SERVER buy 0..100
        web CLIENT list 10..60 {serverAddress=cart}
          cart SERVER list 12..50
      """
    #expect(Self.lost(picture) == ["cart from web: 10 of 20"])
  }

  @Test(
    "What is no lost context is not called so",
    arguments: [
      ("the callee writes no spans", "web CLIENT list 10..60 {serverAddress=cart}", ""),
      (
        "the calls failed", "web CLIENT list 10..60 {serverAddress=cart} !failed",
        "cart SERVER list 0..9"
      ),
      (
        "the callee is sampled less, but hangs below its callers",
        "web CLIENT list 10..60 {serverAddress=cart}",
        "web SERVER buy 0..100\n  web CLIENT list 10..60 {serverAddress=cart}\n    cart SERVER list 12..50"
      ),
      (
        "users ask the callee for other things",
        "web CLIENT GET /healthz 10..60 {serverAddress=cart, httpMethod=GET}", "cart SERVER GET /items 0..9"
      ),
      (
        "the peer is somebody else", "web CLIENT GET 10..60 {serverAddress=cart.example.org}",
        "cart SERVER GET /items 0..9"
      ),
      (
        "several services serve what is asked for", "web CLIENT list 10..60",
        "cart SERVER list 0..9\n---\ngoods SERVER list 0..9"
      ),
      (
        "the parent is outside the data", "web CLIENT list 10..60 {serverAddress=cart}",
        "cart SERVER list 0..9 ^"
      ),
    ])
  func quiet(_ what: String, _ client: String, _ other: String) {
    #expect(Self.lost("web SERVER buy 0..100\n  \(client)\n---\n\(other)").isEmpty, "\(what)")
  }

  @Test("Requests behind a load balancer are entries, and no orphans, unless other services call the same operation")
  func outside() {
    let behind = "shop SERVER browse 0..99 ^\n  shop CLIENT list 10..60\n    goods SERVER list 12..58"
    let free = report(of: behind, repeated: 10)
    #expect(free.evidence.orphanSpans == 0 && free.evidence.requestsFromOutside == 10)
    #expect(free.entries.map { "\($0.service) \($0.operation) \($0.requests)" } == ["shop browse 10"])
    let called = "web SERVER buy 0..100\n  web CLIENT browse 10..90\n    shop SERVER browse 12..88"
    #expect(report(of: behind + "\n---\n" + called, repeated: 10).evidence.orphanSpans == 10)
  }

  @Test(
    "Kinds that contradict each other are counted where nothing names a queue",
    arguments: [
      ("CONSUMER", "CONSUMER", 1), ("PRODUCER", "PRODUCER", 1), ("PRODUCER", "CONSUMER", 0), ("CLIENT", "SERVER", 0),
    ])
  func kinds(_ caller: String, _ callee: String, _ count: Int) {
    let picture = "web \(callee) buy 0..100\n  web \(caller) list 10..60\n    cart \(callee) list 12..58"
    #expect(report(of: picture).evidence.contradictedCalls ?? 0 == count)
  }
}
