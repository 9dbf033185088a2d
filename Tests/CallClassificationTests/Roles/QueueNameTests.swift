import Testing

@testable import CallClassification

@Suite("Names of queues")
struct QueueNameTests {
  @Test(
    "Name, URL, ARN and path of one queue give one label",
    arguments: [
      ("bills", "aws_sqs", "sqs:bills"), ("bills", "AmazonSQS", "sqs:bills"),
      ("https://sqs.eu-north-1.amazonaws.com/{id}/bills", "", "sqs:bills"),
      ("https://eu-north-1.queue.amazonaws.com/77/bills", "aws_sqs", "sqs:bills"),
      ("arn:aws:sqs:eu-north-1:77:bills", "", "sqs:bills"),
      ("arn:aws-cn:sns:cn-north-1:77:paid:subscription", "", "sns:paid"),
      ("arn:aws:kinesis:eu-north-1:77:stream/clicks", "", "kinesis:clicks"),
      ("projects/shop/topics/paid", "gcp_pubsub", "gcp_pubsub:paid"), ("paid", "gcp.pubsub", "gcp_pubsub:paid"),
      ("paid/Subscriptions/mail", "servicebus", "servicebus:paid"),
      ("sb://shop.servicebus.windows.net/paid", "", "servicebus:paid"),
      ("queue://bills", "activemq", "activemq:bills"), ("topic://paid", "jms", "jms:paid"),
    ])
  func spellings(_ destination: String, _ system: String, _ label: String) {
    #expect(QueueName(destination, system: system).label == label)
  }

  @Test(
    "The library names the system where the span does not",
    arguments: [
      ("java-kafka", "", "kafka:paid"), ("", "rabbitmq", "rabbitmq:paid"), ("spring", "broker-1", "queue:paid"),
    ])
  func libraries(_ component: String, _ peer: String, _ label: String) {
    #expect(QueueName("paid", system: "", library: [component, peer]).label == label)
  }

  @Test(
    "Names that differ stay apart", arguments: ["paid", "paid.eu", "paid-dlq", "paid/eu", "shop:paid", "a/b/c"])
  func others(_ name: String) {
    #expect(QueueName(name, system: "kafka").label == "kafka:" + name)
  }

  @Test(
    "Pods of one workload have one name",
    arguments: [
      ("orders-7d9f8b6c5-x2lkq", "orders"), ("order-mail-6c4d5f7b98-zz2w4", "order-mail"), ("orders-0", nil),
      ("orders", nil), ("reader-2", nil), ("order-service-basic", nil), ("eu-7d9f8b6c5", nil),
    ])
  func pods(_ name: String, _ workload: String?) {
    #expect(CopyName.workload(ofPod: name) == workload)
  }

  @Test(
    "A host says which workload it runs only by a name",
    arguments: [
      ("cart-1", "cart"), ("cart-7d9f8b6c5-x2lkq", "cart"), ("cart", "cart"), ("cart-2.shop.example", "cart"),
      ("ip-10-0-0-7", nil), ("i-0abc1234def567890", nil), ("3f2a9c1e77b0", nil), ("10.0.0.7", nil),
      ("5c1f4e0a-7b2d-4c1e-9a3f-0d1e2f3a4b5c", nil), ("localhost", nil), ("", nil),
    ])
  func hosts(_ host: String, _ workload: String?) {
    #expect(CopyName.workload(ofHost: host) == workload)
  }
}
