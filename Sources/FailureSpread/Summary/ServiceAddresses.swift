internal import CallClassification
internal import TraceModel

/// Which traced service is called under a name or an address.
///
/// A name means a service, the first that holds:
/// 1. it is the service's name, whatever its case, port or the suffixes that a cluster adds;
/// 2. always the same service answered under it;
/// 3. only one service says that it was reached under it.
///
/// Built from a whole summary; the order in which its parts were met does not matter.
struct ServiceAddresses {
  /// By full name, then by the shorter forms of names inside a cluster: nil where several services share one.
  private var byService: [String: NodeID?] = [:]
  private var byAddress: [AddressName: NodeID?] = [:]
  private var byForm: [String: NodeID?] = [:]
  /// Namespaces of the cluster, as its names spell them.
  private var namespaces: Set<String> = []

  init(_ summary: Summary) {
    for (index, node) in summary.nodes.nodes.enumerated() where node.kind == .service {
      addService(summary.names[node.name], NodeID(index: UInt32(index)))
    }
    for node in summary.nodes.nodes where node.kind == .external {
      if let namespace = AddressName(summary.names[node.name]).namespace { namespaces.insert(namespace) }
    }
    addAnswers(summary)
    addOwnAddresses(summary)
  }

  private mutating func addService(_ name: String, _ service: NodeID) {
    // Two services of one name are called after their namespaces.
    let parts = name.lowercased().split(separator: "/")
    note(name.lowercased(), service, &byService)
    guard parts.count == 2 else { return }
    namespaces.insert(String(parts[0]))
    note(parts[1] + "." + parts[0], service, &byService)
  }

  private mutating func addAnswers(_ summary: Summary) {
    var answers: [NodeID: Set<NodeID>] = [:]
    for alias in summary.aliases.keys where summary.nodes.nodes[Int(alias.alias.index)].kind == .external {
      answers[alias.alias, default: []].insert(alias.node)
    }
    for (alias, services) in answers {
      let address = AddressName(summary.names[summary.nodes.nodes[Int(alias.index)].name])
      for service in services { note(address, service, &byAddress) }
    }
  }

  private mutating func addOwnAddresses(_ summary: Summary) {
    var said: [AddressName: NodeID?] = [:]
    for key in summary.addresses.keys {
      let address = AddressName(summary.names[key.address])
      if let namespace = address.namespace { namespaces.insert(namespace) }
      if !address.isLoopback { note(address, key.service, &said) }
    }
    for (address, service) in said where byAddress[address] == nil { byAddress[address] = service }
    for (address, service) in byAddress {
      let forms = address.isNumeric ? [address.host] : [address.host] + address.shorterForms
      guard !address.isLoopback else { continue }
      for form in forms {
        if let service { note(form, service, &byForm) } else { byForm[form] = .some(nil) }
      }
    }
  }

  private func note<Key>(_ key: Key, _ service: NodeID, _ table: inout [Key: NodeID?]) {
    if let known = table[key] {
      if known != service { table[key] = .some(nil) }
    } else {
      table[key] = service
    }
  }

  /// The service that a peer's name means, if it means one.
  func service(called name: String) -> NodeID? {
    if let exact = byService[name.lowercased()] { return exact }
    let address = AddressName(name)
    guard !address.isNumeric, !address.isLoopback else { return service(at: address) }
    var forms = [address.host] + address.shorterForms
    // `cart.shop`: only a namespace that is known tells it from a domain.
    let labels = address.host.split(separator: ".")
    if labels.count == 2, namespaces.contains(String(labels[1])) { forms.append(String(labels[0])) }
    for form in forms { if let service = byService[form] { return service } }
    if let service = byAddress[address] { return service }
    for form in forms { if let service = byForm[form] { return service } }
    return nil
  }

  /// Many services share an IP address, so a port must agree wherever both sides name one.
  private func service(at address: AddressName) -> NodeID? {
    if let service = byAddress[address] { return service }
    if address.isLoopback { return nil }
    if address.port.isEmpty { return byForm[address.host] ?? nil }
    var portless = address
    portless.port = ""
    return byAddress[portless] ?? nil
  }
}
