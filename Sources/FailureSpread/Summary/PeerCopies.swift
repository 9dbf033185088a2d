internal import CallClassification
internal import TraceModel

/// Peers that are copies of one thing: their names differ in a part that says which copy, and callers ask all of them the
/// same.
///
/// At least five must be alike: two addresses may well be two things.
struct PeerCopies {
  static let least = 5

  /// By the pattern that they have in common, sorted.
  private(set) var groups: [(pattern: String, members: [NodeID])] = []
  /// Patterns of addresses that are called alike, though what is asked says too little to take them for one.
  private(set) var doubtful: [(pattern: String, count: Int)] = []

  /// - Parameters:
  ///   - summary: after links were joined.
  ///   - isKnown: whether a peer is already known to be another node.
  init(_ summary: Summary, isKnown: (NodeID) -> Bool) {
    var patterns: [NodeID: String] = [:]
    for (index, node) in summary.nodes.nodes.enumerated() where node.kind == .external {
      let id = NodeID(index: UInt32(index))
      if !isKnown(id), let pattern = Self.pattern(of: summary.names[node.name]) { patterns[id] = pattern }
    }
    guard patterns.count >= Self.least else { return }
    var askers: [Question: Set<NodeID>] = [:]
    for key in summary.edges.keys {
      guard let pattern = patterns[key.callee] else { continue }
      let question = Question(
        pattern: pattern, caller: key.caller, operation: key.calleeOperation, mechanism: key.mechanism)
      askers[question, default: []].insert(key.callee)
    }
    var members: [String: Set<NodeID>] = [:]
    var doubts: [String: Int] = [:]
    for (question, asked) in askers where asked.count >= Self.least {
      // A host name with a number says more than an address.
      if AddressName(question.pattern).isPattern,
        !OperationWords(summary.names[question.operation]).isTelling
      {
        doubts[question.pattern] = max(doubts[question.pattern] ?? 0, asked.count)
      } else {
        members[question.pattern, default: []].formUnion(asked)
      }
    }
    groups = members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted { $0.index < $1.index }) }
    doubtful = doubts.filter { members[$0.key] == nil }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private struct Question: Hashable {
    var pattern: String
    var caller: NodeID
    var operation: NameID
    var mechanism: Mechanism
  }

  /// What copies of a peer have in common: `10.42.*:8080` for an address of a pod, `tenant-*.shop.example` for a
  /// numbered host. Nil for names that no copy has.
  static func pattern(of name: String) -> String? {
    let address = AddressName(name)
    if address.isNumeric {
      let parts = address.host.split(separator: ".")
      guard parts.count == 4, !address.port.isEmpty, isPrivate(parts) else { return nil }
      return "\(parts[0]).\(parts[1]).*:\(address.port)"
    }
    let labels = address.host.split(separator: ".")
    guard labels.count >= 3, let first = labels.first else { return nil }
    let parts = first.split(separator: "-", omittingEmptySubsequences: false)
    let masked = parts.map { isNumber($0) ? "*" : String($0) }
    guard masked.contains("*") else { return nil }
    return ([masked.joined(separator: "-")] + labels.dropFirst().map(String.init)).joined(separator: ".")
  }

  private static func isPrivate(_ parts: [Substring]) -> Bool {
    switch parts[0] {
    case "10": true
    case "192": parts[1] == "168"
    case "172": Int(parts[1]).map { (16...31).contains($0) } ?? false
    case "100": Int(parts[1]).map { (64...127).contains($0) } ?? false
    default: false
    }
  }

  /// Two digits or more, or a long hexadecimal number.
  private static func isNumber(_ part: Substring) -> Bool {
    if part.utf8.count >= 2, part.allSatisfy({ ("0"..."9").contains($0) }) { return true }
    return part.utf8.count >= 8 && part.allSatisfy(\.isHexDigit) && part.contains(where: \.isNumber)
  }
}

extension AddressName {
  /// Whether it stands for many addresses.
  fileprivate var isPattern: Bool { host.hasSuffix(".*") }
}
