internal import TraceModel

/// What a call to a message service does to a message, told by the service's own words where no messaging attributes are.
///
/// A cloud client, a workflow client or a sidecar calls its service by RPC, and its spans are CLIENT: the method says that
/// a message is sent. The names are those of the services' public interfaces.
struct MessageService {
  var system: String
  /// As `messaging.operation.type` would say it; empty for what does nothing to a message, such as asking for a queue's URL.
  var operation: String
  /// The queue, topic, stream or workflow, where the span names one.
  var destination = ""

  /// - Parameters:
  ///   - name: the span's name; SDKs write `SQS.SendMessage` or `StartWorkflow:Invoice`.
  ///   - value: the span's attributes.
  init?(name: String, value: (AttributeKey) -> String) {
    let system = value(.rpcSystem)
    let method = value(.rpcMethod)
    if system.isEmpty, method.isEmpty {
      guard let workflow = Self.startedWorkflow(name) else { return nil }
      self.init(system: "temporal", operation: "send", destination: workflow)
      return
    }
    let words = Self.words(system: system, service: value(.rpcService), method: method, name: name)
    guard let known = Self.services[words.service] else { return nil }
    self.init(system: known.system, operation: known.operations[words.method] ?? "")
  }

  private init(system: String, operation: String, destination: String = "") {
    self.system = system
    self.operation = operation
    self.destination = destination
  }

  /// Attributes with what the service's words add: what the source wrote itself is kept.
  static func completing(
    _ value: @escaping (AttributeKey) -> String, name: String
  ) -> (AttributeKey) -> String {
    guard let message = MessageService(name: name, value: value) else { return value }
    if message.operation.isEmpty {
      // That a queue is named makes no message of the call.
      guard value(.messagingSystem).isEmpty else { return value }
      return { $0 == .messagingDestination ? "" : value($0) }
    }
    return { key in
      let own = value(key)
      switch key {
      case .messagingSystem: return own.isEmpty ? message.system : own
      case .messagingOperation: return own.isEmpty ? message.operation : own
      case .messagingDestination:
        if !own.isEmpty { return shortened(own) }
        if !message.destination.isEmpty { return message.destination }
        // Whoever sends depends on the service, also where the span does not say which queue it was.
        return message.operation == "send" ? message.system : own
      default: return own
      }
    }
  }

  /// The last part of a queue's URL or of a resource name: `https://…/1234/orders`, `arn:…:orders`.
  private static func shortened(_ destination: String) -> String {
    if destination.hasPrefix("https://") || destination.hasPrefix("http://") {
      return destination.split(separator: "/").last.map(String.init) ?? destination
    }
    guard destination.hasPrefix("arn:") else { return destination }
    return destination.split { $0 == ":" || $0 == "/" }.last.map(String.init) ?? destination
  }

  /// The workflow that a span of a workflow SDK starts or signals, and goes on without. Activities and child workflows are
  /// left out: a workflow mostly waits for them.
  private static func startedWorkflow(_ name: String) -> String? {
    guard name.utf8.contains(0x3A), let colon = name.firstIndex(of: ":"), starts.contains(String(name[..<colon])) else { return nil }
    let workflow = name[name.index(after: colon)...].drop { $0 == " " }
    return workflow.isEmpty ? nil : String(workflow)
  }

  private static let starts: Set<String> = ["StartWorkflow", "SignalWorkflow", "SignalWithStartWorkflow"]

  /// Vendor and service, and the method, in lower case: `google:publisher` and `publish`, `aws:sqs` and `sendmessage`.
  private static func words(
    system: String, service: String, method: String, name: String
  ) -> (service: String, method: String) {
    var parts = (method.isEmpty ? name : method).lowercased().split { $0 == "/" || $0 == "." || $0 == ":" }
    let last = parts.popLast().map(String.init) ?? ""
    let owner = service.isEmpty ? parts : service.lowercased().split { $0 == "." || $0 == " " || $0 == "/" }
    var word = String(owner.last ?? "")
    guard system == "aws-api" else { return (String(owner.first ?? "") + ":" + word, last) }
    for prefix in ["amazon", "aws"] where word.hasPrefix(prefix) { word.removeFirst(prefix.count) }
    return ("aws:" + word, last)
  }

  private struct Service {
    var system: String
    var operations: [String: String]
  }

  private static let services: [String: Service] = {
    let sqs = Service(
      system: "sqs",
      operations: [
        "sendmessage": "send", "sendmessagebatch": "send", "receivemessage": "receive", "deletemessage": "settle",
        "deletemessagebatch": "settle", "changemessagevisibility": "settle", "changemessagevisibilitybatch": "settle",
      ])
    let sns = Service(system: "sns", operations: ["publish": "send", "publishbatch": "send"])
    let events = Service(system: "eventbridge", operations: ["putevents": "send"])
    let kinesis = Service(
      system: "kinesis", operations: ["putrecord": "send", "putrecords": "send", "getrecords": "receive"])
    let firehose = Service(system: "firehose", operations: ["putrecord": "send", "putrecordbatch": "send"])
    let steps = Service(system: "stepfunctions", operations: ["startexecution": "send"])
    let tasks = Service(system: "cloudtasks", operations: ["createtask": "send"])
    let dapr = Service(
      system: "pubsub", operations: ["publishevent": "send", "bulkpublishevent": "send", "bulkpublisheventalpha1": "send"])
    let workflows: [String: String] = [
      "startworkflowexecution": "send", "signalworkflowexecution": "send", "signalwithstartworkflowexecution": "send",
      "polldecisiontask": "receive", "polldecisiontaskqueue": "receive", "pollworkflowtaskqueue": "receive",
      "pollactivitytaskqueue": "receive", "pollforactivitytask": "receive", "pollfordecisiontask": "receive",
      "respondworkflowtaskcompleted": "settle", "respondactivitytaskcompleted": "settle",
      "responddecisiontaskcompleted": "settle",
    ]
    return [
      "aws:sqs": sqs, "aws:simplequeueservice": sqs, "aws:sns": sns, "aws:eventbridge": events, "aws:events": events,
      "aws:cloudwatchevents": events, "aws:kinesis": kinesis, "aws:firehose": firehose, "aws:sfn": steps,
      "aws:states": steps, "aws:stepfunctions": steps, "google:cloudtasks": tasks, "dapr:dapr": dapr,
      "google:publisher": Service(system: "gcp_pubsub", operations: ["publish": "send"]),
      "google:subscriber": Service(
        system: "gcp_pubsub",
        operations: [
          "pull": "receive", "streamingpull": "receive", "acknowledge": "settle", "modifyackdeadline": "settle",
        ]),
      "temporal:workflowservice": Service(system: "temporal", operations: workflows),
      "uber:workflowapi": Service(system: "cadence", operations: workflows),
      "cadence:workflowservice": Service(system: "cadence", operations: workflows),
    ]
  }()
}
