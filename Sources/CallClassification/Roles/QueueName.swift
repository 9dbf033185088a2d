internal import TraceModel

/// The messaging system and the plain name of a topic or queue, however a client spells them: by name, by URL, by ARN, or
/// by the path of an entity.
struct QueueName: Equatable {
  /// Empty where nothing names it.
  var system: String
  var name: String

  /// - Parameters:
  ///   - destination: as the span names it.
  ///   - system: as the span names it; empty where it does not.
  ///   - library: other words of the span that may name the system, such as `java-kafka`.
  init(_ destination: String, system: String, library: [String] = []) {
    self.system = Self.cleaned(system)
    name = destination
    if destination.utf8.contains(UInt8(ascii: ":")) || destination.utf8.contains(UInt8(ascii: "/")) { takeApart() }
    if self.system.isEmpty { self.system = Self.system(in: library) }
    if name.isEmpty { name = destination }
  }

  /// As reports name it.
  var label: String {
    let prefix = system.isEmpty ? Self.anySystem : system
    return name == prefix ? name : prefix + ":" + name
  }

  /// Stands for a system that nothing names.
  static let anySystem = "queue"

  private mutating func takeApart() {
    if name.hasPrefix("arn:") {
      // arn:partition:service:region:account:resource[:subscription]
      let parts = name.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count >= 6 else { return }
      if system.isEmpty || Self.messagingServices.contains(String(parts[2])) { system = Self.cleaned(String(parts[2])) }
      name = String(parts[5].split(separator: "/").last ?? parts[5])
    } else if let scheme = name.firstRange(of: "://") {
      let kind = name[..<scheme.lowerBound]
      let rest = name[scheme.upperBound...].split(separator: "/")
      if ["queue", "topic"].contains(kind) {
        name = rest.joined(separator: "/")
      } else if let last = rest.last, rest.count > 1 {
        // The host says which service it is where nothing else does.
        if system.isEmpty { system = Self.hosts.first { rest[0].contains($0.part) }?.system ?? "" }
        name = String(last)
      }
    } else {
      let parts = name.split(separator: "/")
      guard parts.count > 1 else { return }
      if parts[0] == "projects", let kind = parts.firstIndex(of: "topics"), kind + 1 < parts.count {
        name = String(parts[kind + 1])
      } else if parts.count == 3, parts[1].lowercased() == "subscriptions" {
        name = String(parts[0])
      }
    }
  }

  private static func system(in words: [String]) -> String {
    for word in words where !word.isEmpty {
      let word = word.lowercased()
      if let known = libraries.first(where: { word.contains($0) }) { return cleaned(known) }
    }
    return ""
  }

  /// One name per messaging system.
  static func cleaned(_ system: String) -> String {
    let lower = system.lowercased()
    return aliases[lower] ?? lower
  }

  private static let aliases = [
    "aws_sqs": "sqs", "aws.sqs": "sqs", "amazonsqs": "sqs", "amazon_sqs": "sqs", "aws_sns": "sns", "aws.sns": "sns",
    "amazonsns": "sns", "apache_kafka": "kafka", "apachekafka": "kafka", "rabbit": "rabbitmq",
    "gcp.pubsub": "gcp_pubsub",
    "google_pubsub": "gcp_pubsub", "azure.servicebus": "servicebus", "azure_servicebus": "servicebus",
    "az.servicebus": "servicebus", "azure.eventhubs": "eventhubs", "az.eventhubs": "eventhubs",
  ]
  private static let messagingServices: Set<String> = ["sqs", "sns", "kinesis", "events"]
  private static let hosts = [
    (part: "sqs.", system: "sqs"), (part: ".queue.amazonaws.", system: "sqs"),
    (part: "servicebus.", system: "servicebus"),
    (part: "pubsub.googleapis.", system: "gcp_pubsub"),
  ]
  private static let libraries = ["kafka", "rabbitmq", "activemq", "pulsar", "nats", "rocketmq", "sqs"]
}
