internal import TraceModel

extension PeerNaming {
  /// The system at the other side: as the attributes name it, or as a cloud's endpoint does: `sqs.eu-west-1.amazonaws.com`.
  var system: String {
    if !value(.messagingSystem).isEmpty { return QueueName.cleaned(value(.messagingSystem)) }
    if !value(.databaseSystem).isEmpty { return Self.cleaned(value(.databaseSystem)) }
    let host = host
    guard host.utf8.contains(0x2E) else { return "" }
    for label in host.lowercased().split(separator: ".") {
      if let system = Self.endpoints[String(label)] { return system }
    }
    return ""
  }

  /// The host at the other side, without its port.
  var host: String {
    for key in [AttributeKey.serverAddress, .urlHost, .networkPeerAddress] where !value(key).isEmpty {
      let host = value(key)
      guard let colon = host.utf8.lastIndex(of: 0x3A), host.utf8.firstIndex(of: 0x3A) == colon else { return host }
      return String(host[..<colon])
    }
    return ""
  }

  /// Labels in the host names of clouds' message services, and the systems that answer there.
  private static let endpoints = [
    "sqs": "sqs", "queue": "sqs", "sns": "sns", "events": "eventbridge", "kinesis": "kinesis", "firehose": "firehose",
    "states": "stepfunctions", "pubsub": "gcp_pubsub", "servicebus": "servicebus", "eventgrid": "eventgrid",
    "cloudtasks": "cloudtasks",
  ]
}
