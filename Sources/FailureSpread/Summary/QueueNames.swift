internal import CallClassification
internal import TraceModel

/// The queues of a summary by their plain names: a client that does not say which system it uses means the only queue of
/// that name that some other client names with its system.
struct QueueNames {
  private static let anySystem = "queue:"
  /// By plain name: nil where queues of several systems share it.
  private var byName: [String: NodeID?] = [:]

  init(_ summary: Summary) {
    for (index, node) in summary.nodes.nodes.enumerated() where node.kind == .queue {
      let label = summary.names[node.name]
      guard !label.hasPrefix(Self.anySystem), let colon = label.firstIndex(of: ":") else { continue }
      let name = String(label[label.index(after: colon)...])
      byName[name] = byName[name] == nil ? NodeID(index: UInt32(index)) : .some(nil)
    }
  }

  /// The queue that a label without a system means.
  func sameQueue(as label: String) -> NodeID? {
    guard label.hasPrefix(Self.anySystem) else { return nil }
    return byName[String(label.dropFirst(Self.anySystem.count))] ?? nil
  }
}
