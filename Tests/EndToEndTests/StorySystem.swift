import Foundation

/// The system of the worked story, at four points of its history. In each, the traces are those of its test suite.
enum StorySystem: String, CaseIterable {
  /// A placed order leaves a message; the receipt is mailed later.
  case queued = "main"
  /// The receipt is now sent while the customer waits.
  case called = "receipt-at-once"
  /// The same, but a receipt that cannot be sent is left to the queue; tests with a broken mailer show it.
  case fallback = "receipt-with-fallback"
  /// Orders now ask a new service for the tax.
  case taxed = "tax-service"

  /// The file exporter's output of one run of the test suite.
  var traces: Data {
    var script = TraceScript(run: 1 + (Self.allCases.firstIndex(of: self) ?? 0))
    switch self {
    case .queued:
      script.add(Self.place + Self.publish + Self.consume, times: 40)
    case .called:
      script.add(Self.place + Self.call, times: 40)
    case .fallback:
      script.add(Self.place + Self.call, times: 40)
      script.add(Self.place + Self.brokenCall + Self.publish + Self.consume, times: 10)
    case .taxed:
      script.add(Self.place + Self.tax + Self.call, times: 40)
      script.add(Self.place + Self.tax + Self.brokenCall + Self.publish + Self.consume, times: 10)
    }
    script.add(Self.browse, times: 20)
    return script.data
  }

  private static let browse = """
    shop SERVER GET /products 0..30 http.request.method=GET http.route=/products
      shop CLIENT list 5..25 server.address=catalog
        catalog SERVER GET /list 6..24 http.request.method=GET http.route=/list

    """

  private static let place = """
    shop SERVER POST /orders 0..120 http.request.method=POST http.route=/orders
      shop CLIENT place 5..115 server.address=orders
        orders SERVER POST /place 6..114 http.request.method=POST http.route=/place

    """

  private static let tax = """
          orders CLIENT tax 8..28 server.address=tax
            tax SERVER GET /rate 9..27 http.request.method=GET http.route=/rate

    """

  private static let call = """
          orders CLIENT receipt 40..100 server.address=mail
            mail SERVER POST /receipts 42..98 http.request.method=POST http.route=/receipts

    """

  private static let brokenCall = """
          orders CLIENT receipt 40..60 server.address=mail !failed
            mail SERVER POST /receipts 42..58 http.request.method=POST http.route=/receipts !failed

    """

  private static let publish = """
          orders PRODUCER publish order-placed 102..106 messaging.system=rabbitmq messaging.destination.name=order-placed

    """

  private static let consume = """
            mail CONSUMER process order-placed 200..260 messaging.system=rabbitmq messaging.destination.name=order-placed

    """
}
