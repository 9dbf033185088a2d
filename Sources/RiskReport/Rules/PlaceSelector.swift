/// Selects findings by where they hold. Every part that is set must match.
public struct PlaceSelector: Sendable, Equatable {
  /// Matches a service or peer that stands anywhere at the place: as caller, callee, node, or an entry's service.
  public var service: NamePattern?
  public var caller: NamePattern?
  public var callee: NamePattern?
  public var node: NamePattern?
  public var entryService: NamePattern?
  public var entryOperation: NamePattern?

  public init(
    service: NamePattern? = nil, caller: NamePattern? = nil, callee: NamePattern? = nil, node: NamePattern? = nil,
    entryService: NamePattern? = nil, entryOperation: NamePattern? = nil
  ) {
    self.service = service
    self.caller = caller
    self.callee = callee
    self.node = node
    self.entryService = entryService
    self.entryOperation = entryOperation
  }

  public func matches(_ place: FindingPlace) -> Bool {
    if let service, !place.names.contains(where: service.matches) { return false }
    return Self.match(caller, place.caller) && Self.match(callee, place.callee) && Self.match(node, place.node)
      && Self.match(entryService, place.entry?.service) && Self.match(entryOperation, place.entry?.operation)
  }

  private static func match(_ pattern: NamePattern?, _ name: String?) -> Bool {
    guard let pattern else { return true }
    return name.map(pattern.matches) ?? false
  }

  /// The text form: like a finding's subject, with the patterns.
  public var description: String {
    var parts: [String] = []
    if let service { parts.append(service.text) }
    if caller != nil || callee != nil { parts.append("\(caller?.text ?? "*")..\(callee?.text ?? "*")") }
    if let node { parts.append(node.text) }
    if entryService != nil || entryOperation != nil {
      parts.append([entryService?.text ?? "*", entryOperation?.text ?? "*"].joined(separator: " "))
    }
    return parts.isEmpty ? "system" : parts.joined(separator: ", ")
  }
}
