internal import TraceModel

/// Judges labelled traces, as recorded and masked, and by the published rules of others.
public struct AccuracyRun: Sendable {
  public static let recordedMinimum = 20
  public static let maskedMinimum = 50

  public private(set) var recorded: ConfusionTable
  public private(set) var masked: ConfusionTable
  /// By peer, as recorded.
  public private(set) var peers: [ConfusionTable]
  private let comparesPeers: Bool

  public init(title: String, comparesPeers: Bool = true) {
    recorded = ConfusionTable(title: "\(title), as recorded", minimumCalls: Self.recordedMinimum)
    masked = ConfusionTable(title: "\(title), masked", minimumCalls: Self.maskedMinimum)
    peers = Judge.peers.map {
      ConfusionTable(title: "\(title), by the rule of \($0.name)", minimumCalls: Self.recordedMinimum)
    }
    self.comparesPeers = comparesPeers
  }

  public mutating func add(_ traces: LabelledTraces) {
    let seen = Judge.firebreak.edges(traces.batch)
    recorded.add(traces, judged: seen, volume: seen, knowsTopics: true, needsEdge: false)
    // An edge to a store needs no verdict from structure: only those between services count.
    let services = traces.batch.services
    let hidden = Judge.firebreak.edges(traces.batch.masked()).filter {
      services.contains($0.caller) && services.contains($0.callee)
    }
    masked.add(traces, judged: hidden, volume: hidden, knowsTopics: false, needsEdge: true)
    guard comparesPeers else { return }
    for (place, peer) in Judge.peers.enumerated() {
      peers[place].add(traces, judged: peer.edges(traces.batch), volume: seen, knowsTopics: false, needsEdge: false)
    }
  }
}
