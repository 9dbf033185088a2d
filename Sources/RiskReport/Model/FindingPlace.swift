/// Where in the system a finding holds: what overrides, waivers and `--changed` select by, and what code scanning shows.
public struct FindingPlace: Codable, Sendable, Hashable {
  /// Set together with `callee` for edges.
  public var caller: String?
  public var callee: String?
  /// The topic or queue of an edge that passes through one.
  public var via: String?
  /// Set for services and peers.
  public var node: String?
  /// Set for entries.
  public var entry: EntryName?

  public init(
    caller: String? = nil, callee: String? = nil, via: String? = nil, node: String? = nil, entry: EntryName? = nil
  ) {
    self.caller = caller
    self.callee = callee
    self.via = via
    self.node = node
    self.entry = entry
  }

  public static func edge(caller: String, callee: String, via: String? = nil) -> FindingPlace {
    FindingPlace(caller: caller, callee: callee, via: via)
  }

  public static func node(_ name: String) -> FindingPlace { FindingPlace(node: name) }

  public static func entry(_ name: EntryName) -> FindingPlace { FindingPlace(entry: name) }

  /// All of the system.
  public static let system = FindingPlace()

  /// The names of the services and peers at this place.
  public var names: [String] { [caller, callee, node, entry?.service].compactMap { $0 } }

  /// The text form that findings carry as their subject: `caller..callee`, `caller..callee via topic`, a node's name,
  /// `service operation`, or `system`.
  public var subject: String {
    if let caller, let callee {
      return via.map { "\(caller)..\(callee) via \($0)" } ?? "\(caller)..\(callee)"
    }
    return entry?.description ?? node ?? "system"
  }
}

/// The name of an entry: a service and its operation.
public struct EntryName: Codable, Sendable, Hashable, Comparable, CustomStringConvertible {
  public var service: String
  public var operation: String

  public init(service: String, operation: String) {
    self.service = service
    self.operation = operation
  }

  public var description: String { operation.isEmpty ? service : "\(service) \(operation)" }

  public static func < (left: EntryName, right: EntryName) -> Bool {
    (left.service, left.operation) < (right.service, right.operation)
  }
}
