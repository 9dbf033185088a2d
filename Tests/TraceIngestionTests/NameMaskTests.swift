import Testing

@testable import TraceIngestion

@Suite struct NameMaskTests {
  static func masked(_ name: String, isPath: Bool) -> String {
    var mask = NameMask()
    return Array(name.utf8).withUnsafeBytes { bytes in
      mask.withMasked(bytes, isPath: isPath) { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test(
    arguments: [
      "GET", "checkout", "span-service5", "redis-0", "v1", "s3", "/api/v2/cart", "GET /v1/orders", "oauth2/token",
      "http2 request", "localhost:10000", "ts-order-other-service", "HTTP GET", "/*", "oteldemo.AdService/GetAds",
      "md5sum",
      "rabbitmq-server-1.rabbitmq:5672", "GET /orders/{id}", "/users/{user_id:[0-9]+}/cart", "kafka-topic-7-retry",
      "utf8",
      "HikariProxyPreparedStatement.executeQuery", "grpc.health.v1.Health/Check", "base64decode", "sha256", "ipv4",
      "/log4j2.xml",
      "queue.orders", "Http11Nio", "x86_64-linux", "cpu0", "order-v2-service", "10.0.1.3:9090", "i18n", "k8s-prod-eu1",
      "POST /api/v1/userservice/users/admin", "span-service1-init", "update2fa", "process 3 items", "facade", "decade",
      "",
      "productpage.bookinfo.svc.cluster.local:9080/productpage",
    ])
  func `names that hold no identifier stay as they are`(name: String) {
    #expect(Self.masked(name, isPath: false) == name)
  }

  @Test(
    arguments: [
      ("GET /owners/8/pets/10", "GET /owners/{id}/pets/{id}"), ("/owners/8", "/owners/{id}"),
      ("/orders/6f1c2b7e-3b3c-4e5a-9d1f-0a1b2c3d4e5f/items", "/orders/{id}/items"),
      ("get user 123456", "get user {id}"), ("job-20240131", "job-{id}"), ("user_98765:load", "user_{id}:load"),
      ("/api/products/L9ECAV7KIM", "/api/products/{id}"), ("/api/products/1YMWWN1N4O", "/api/products/{id}"),
      ("/token/abcdefgh123456", "/token/{id}"), ("trace 83a9efd15c1c98a977e0711cc93ee28b", "trace {id}"),
      ("amq.gen-JzTY20BRgKO-HjmUJj0wLg", "amq.gen-{id}"), ("amq.gen-JzTYXBRgKOjHjmUJjXwLgq send", "amq.gen-{id} send"),
      ("amq.rabbitmq.reply-to.g1h2AA5yZXBseUA0Mzc2NjUyMw== publish", "amq.rabbitmq.reply-to.{id} publish"),
      ("amq.rabbitmq.reply-to.g1h2/AA+x receive", "amq.rabbitmq.reply-to.{id} receive"),
      ("/api/v1/banners/10000001502", "/api/v1/banners/{id}"),
      ("file-6f1c2b7e-3b3c-4e5a-9d1f-0a1b2c3d4e5f.pdf", "file-{id}.pdf"),
      ("/sessions/5e83958d2c", "/sessions/{id}"), ("/v1/users/42/avatar", "/v1/users/{id}/avatar"),
      ("call +4915112345678", "call +{id}"),
    ])
  func `identifiers in names are masked`(name: String, expected: String) {
    #expect(Self.masked(name, isPath: false) == expected)
  }

  @Test(arguments: [
    ("/7", "/{id}"), ("/api/7/", "/api/{id}/"), ("7", "{id}"), ("/s3/v1", "/s3/v1"), ("/a/{id}/b", "/a/{id}/b"),
  ])
  func `in a path every segment of digits is an identifier`(path: String, expected: String) {
    #expect(Self.masked(path, isPath: true) == expected)
  }
}
