import RiskReport
import CallClassification
import TestSupport
import Testing

/// Calls beside other calls of one request.
@Suite("Edge cases: fan-outs")
struct FanOutCases {
  private func traces(_ count: Int, _ trace: (Int) -> String) -> String {
    (0..<count).map(trace).joined(separator: "\n---\n")
  }

  /// Lengths between 5 and 60 ms, the same each time, that follow no order.
  private func length(_ number: Int, _ salt: Int = 0) -> Int {
    var random = SplitMix(state: UInt64(number * 1_000 + salt))
    return 5 + Int(random.next() % 56)
  }

  @Test("An answered call beside a longer one is waited for, however often it is seen", arguments: [1, 15, 30, 400])
  func gather(calls: Int) {
    let picture = traces(calls) { number in
      let slow = 80 + length(number)
      return """
        gateway SERVER GET /start 0..\(slow + 10)
          gateway CLIENT GET 5..\(5 + length(number, 1)) {httpMethod=GET, httpStatus=200}
            session SERVER GET /session 6..\(4 + length(number, 1))
          gateway CLIENT GET 5..\(slow) {httpMethod=GET, httpStatus=200}
            catalog SERVER GET /catalog 6..\(slow - 1)
        """
    }
    let seen = edges(of: picture)
    #expect(seen.count == 2 && seen[0].hasPrefix("gateway..catalog synchronous"), "\(seen)")
    #expect(seen.last == "gateway..session synchronous nonblocking \(calls)")
  }

  @Test("The same over gRPC and to a database", arguments: ["rpcSystem=grpc, rpcMethod=Ask", "databaseSystem=mysql"])
  func otherMeans(attributes: String) {
    let picture = traces(60) { number in
      """
      gateway SERVER page 0..90
        gateway CLIENT ask 5..\(6 + length(number) / 2) {\(attributes), serverAddress=prices}
        gateway CLIENT POST 6..80 {httpMethod=POST, httpStatus=200, serverAddress=search}
      """
    }
    let seen = edges(of: picture)
    #expect(seen.count == 2 && seen.allSatisfy { $0.contains(" synchronous ") }, "\(seen)")
  }

  @Test("A deferred part that ends after the answer is not waited for, its siblings are")
  func deferred() {
    let picture = traces(45) { number in
      """
      router SERVER POST /graphql 0..100
        router CLIENT POST 4..\(20 + length(number)) {httpMethod=POST}
          members SERVER POST /graphql 5..\(19 + length(number))
        router CLIENT POST 4..95 {httpMethod=POST}
          ratings SERVER POST /graphql 5..94
        router CLIENT POST 60..\(300 + length(number)) {httpMethod=POST}
          hints SERVER POST /graphql 62..\(290 + length(number))
      """
    }
    #expect(
      edges(of: picture) == [
        "router..hints asynchronous nonblocking 45", "router..members synchronous nonblocking 45",
        "router..ratings synchronous nonblocking 45",
      ])
  }

  @Test("Fire and forget beside other work, late in every third request, is asynchronous all the same")
  func lateNowAndThen() {
    let picture = traces(90) { number in
      let end = number % 3 == 0 ? 190 : 20 + length(number)
      return """
        web SERVER order 0..100
          web CLIENT POST 10..\(end) {httpMethod=POST, httpStatus=200}
            audit SERVER POST /audit 11..\(end - 1)
          web CLIENT SELECT 12..96 {databaseSystem=mysql, databaseName=shop}
        """
    }
    #expect(
      edges(of: picture) == [
        "web..audit asynchronous nonblocking 90", "web..mysql:shop synchronous nonblocking 90",
      ])
  }

  @Test("A call after which the request, doing nothing else, goes on at a time of its own is left open")
  func goesOnRegardless() {
    let picture = traces(200) { number in
      let call = length(number)
      return """
        web SERVER sign-up 0..140
          web CLIENT POST 10..\(10 + call) {httpMethod=POST, httpStatus=200}
            greeter SERVER POST /greet 11..\(9 + call)
          web CLIENT INSERT \(80 + length(number, 3) / 8)..120 {databaseSystem=mysql, databaseName=members}
        """
    }
    #expect(edges(of: picture).first == "web..greeter unknown blocking 200")
    #expect(evidence("web", "greeter", of: picture).contains { $0.code == "E20" })
    // Who waits goes on when the call is over.
    let waits = traces(200) { number in
      let call = length(number)
      return """
        web SERVER sign-up 0..\(140 + call)
          web CLIENT POST 10..\(10 + call) {httpMethod=POST, httpStatus=200}
            greeter SERVER POST /greet 11..\(9 + call)
          web CLIENT INSERT \(11 + call + length(number, 3) / 8)..120 {databaseSystem=mysql, databaseName=members}
        """
    }
    #expect(edges(of: waits).first == "web..greeter synchronous blocking 200")
  }
}
