import CallClassification
import TestSupport
import Testing

/// Message services whose client spans say what they do in the words of the service, not in messaging attributes.
@Suite("Edge cases: the words of message services")
struct ServiceWordCases {
  @Test(
    "A send over a service's own RPC goes to its queue, and whoever is behind it is not waited for",
    arguments: [
      ("SQS.SendMessage", "rpcSystem=aws-api, rpcService=SQS, rpcMethod=SendMessage, messagingDestination=jobs", "sqs:jobs"),
      (
        "SQS.SendMessageBatch",
        "rpcSystem=aws-api, rpcService=AmazonSQS, rpcMethod=SendMessageBatch, messagingDestination=https://sqs.eu-west-1.amazonaws.com/1/jobs",
        "sqs:jobs"
      ),
      ("Publish", "rpcSystem=aws-api, rpcService=Sns, rpcMethod=Publish, messagingDestination=arn:aws:sns:eu:1:jobs", "sns:jobs"),
      ("PutEvents", "rpcSystem=aws-api, rpcMethod=EventBridge/PutEvents", "eventbridge"),
      ("PutRecord", "rpcSystem=aws-api, rpcService=Kinesis, rpcMethod=PutRecord, messagingDestination=jobs", "kinesis:jobs"),
      ("StartExecution", "rpcSystem=aws-api, rpcService=SFN, rpcMethod=StartExecution, messagingDestination=jobs", "stepfunctions:jobs"),
      ("publish", "rpcSystem=grpc, rpcService=google.pubsub.v1.Publisher, rpcMethod=Publish", "gcp_pubsub"),
      ("CreateTask", "rpcSystem=grpc, rpcMethod=google.cloud.tasks.v2.CloudTasks/CreateTask", "cloudtasks"),
      ("PublishEvent", "rpcSystem=grpc, rpcService=dapr.proto.runtime.v1.Dapr, rpcMethod=PublishEvent", "pubsub"),
      (
        "start", "rpcSystem=grpc, rpcService=temporal.api.workflowservice.v1.WorkflowService, rpcMethod=StartWorkflowExecution",
        "temporal"
      ),
    ])
  func sends(name: String, attributes: String, topic: String) {
    let seen = edges(
      of: """
        shop SERVER order 0..100
          shop CLIENT \(name) 10..40 {\(attributes)}
            biller SERVER bill 60..75
              biller CLIENT UPDATE 62..70 {databaseSystem=mysql, databaseName=bills}
        """, repeated: 30)
    #expect(
      Set(seen) == [
        "biller..mysql:bills synchronous blocking 30", "shop..biller via \(topic) asynchronous nonblocking 30",
        "shop..\(topic) synchronous blocking 30",
      ], "\(seen)")
  }

  @Test(
    "Calls about a queue are no messages",
    arguments: ["GetQueueUrl", "GetQueueAttributes", "ListQueues", "DeleteMessage", "ChangeMessageVisibility"])
  func others(method: String) {
    let seen = edges(
      of: """
        shop SERVER order 0..100
          shop CLIENT SQS.\(method) 10..40 {rpcSystem=aws-api, rpcService=SQS, rpcMethod=\(method), messagingDestination=jobs}
        """)
    #expect(!seen.contains { $0.contains("sqs:jobs") }, "\(seen)")
  }

  @Test("A method of one's own that is called Publish is a call")
  func ownPublisher() {
    #expect(
      edges(
        of: """
          web SERVER post 0..100
            web CLIENT Publish 10..60 {rpcSystem=grpc, rpcService=press.Publisher, rpcMethod=Publish}
              press SERVER Publish 12..58 {rpcSystem=grpc, rpcService=press.Publisher, rpcMethod=Publish}
          """) == ["web..press synchronous blocking 1"])
  }

  @Test(
    "Starting or signalling a workflow hands it over, whatever the kinds and however long its own span is",
    arguments: ["StartWorkflow:Refund", "SignalWorkflow:Refund", "SignalWithStartWorkflow:Refund"],
    ["CLIENT", "INTERNAL", "-"])
  func workflows(name: String, kind: String) {
    let seen = edges(
      of: """
        desk SERVER refund 0..40
          desk \(kind) \(name) 10..30
            clerk SERVER RunWorkflow:Refund 50..50
              clerk CLIENT POST 60..1490 {httpMethod=POST, httpStatus=200, serverAddress=bank.example.com}
        """, repeated: 30)
    #expect(seen.contains("desk..clerk via temporal:Refund asynchronous nonblocking 30"), "\(seen)")
    #expect(seen.contains("clerk..bank.example.com synchronous blocking 30"), "\(seen)")
  }

  @Test("A span of length zero proves nothing about waiting")
  func lengthZero() {
    #expect(
      edges(
        of: """
          web SERVER page 0..100
            web CLIENT ask 10..10
              stock SERVER ask 11..60
          """, repeated: 30) == ["web..stock synchronous blocking 30"])
    #expect(
      edges(
        of: """
          web - page 0..100
            web - ask 10..60
              stock - note 11..11
          """, repeated: 60) == ["web..stock unknown blocking 60"])
  }

  @Test("A sidecar delivers a message by a CLIENT span of the receiver: it publishes nothing, and its work counts")
  func delivery() {
    let seen = edges(
      of: """
        cart SERVER POST /pay 0..60
          cart CLIENT /dapr.proto.runtime.v1.Dapr/PublishEvent 10..20 {messagingSystem=bus, messagingDestination=paid}
            packer CLIENT bus/paid 30..400 {messagingSystem=bus, messagingDestination=paid}
              packer SERVER POST /paid 35..395 {httpMethod=POST}
                packer CLIENT SELECT 40..60 {databaseSystem=postgresql, databaseName=parcels}
        """, repeated: 30)
    #expect(
      seen == [
        "cart..bus:paid synchronous blocking 30", "cart..packer via bus:paid asynchronous nonblocking 30",
        "packer..postgresql:parcels synchronous blocking 30",
      ])
  }

  @Test("A CLIENT span with a message's attributes that serves a request below it takes the message")
  func deliveryWithoutProducer() {
    #expect(
      edges(
        of: """
          packer CLIENT bus/paid 0..400 {messagingSystem=bus, messagingDestination=paid}
            packer SERVER POST /paid 5..395 {httpMethod=POST}
              packer CLIENT SELECT 40..60 {databaseSystem=postgresql, databaseName=parcels}
          """) == ["bus:paid..packer asynchronous nonblocking 1", "packer..postgresql:parcels synchronous blocking 1"])
  }
}
