/// A name under which a service is called, taken apart: a host name or an address, with or without a port.
///
/// Two spellings of one address give equal values: case, brackets, a final dot and a scheme do not matter.
public struct AddressName: Hashable, Sendable {
  /// In lower case; an IPv6 address without brackets, an IPv4 address that is mapped into IPv6 as IPv4.
  public var host: String
  /// Empty where none is given, and for host names: they stand for one service whatever the port.
  public var port: String

  /// - Parameter name: such as `cart`, `cart:8080`, `10.0.0.7:8080`, `[fd00::7]:8080` or `dns:///cart.shop.svc:8080`.
  public init(_ name: String) {
    var rest = Substring(name)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...].drop { $0 == "/" } }
    if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
    port = ""
    if rest.first == "[", let close = rest.firstIndex(of: "]") {
      port = String(rest[rest.index(after: close)...].drop { $0 == ":" })
      rest = rest[rest.index(after: rest.startIndex)..<close]
    } else if let colon = rest.lastIndex(of: ":") {
      // With several colons it is an IPv6 address; only what follows four digits or more than eight parts is a port.
      if rest.firstIndex(of: ":") == colon {
        port = String(rest[rest.index(after: colon)...])
        rest = rest[..<colon]
      } else if !rest.contains("::"), rest.count(where: { $0 == ":" }) == 8 {
        port = String(rest[rest.index(after: colon)...])
        rest = rest[..<colon]
      }
    }
    while rest.last == "." { rest.removeLast() }
    host = rest.lowercased()
    if host.hasPrefix("::ffff:"), host.contains(".") { host = String(host.dropFirst(7)) }
    if !isNumeric, !isLoopback { port = "" }
  }

  /// Whether the host is an IP address.
  public var isNumeric: Bool {
    host.utf8.contains(UInt8(ascii: ":"))
      || !host.isEmpty && host.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".") }
  }

  /// Whether it means the machine or container that asks, whoever that is.
  public var isLoopback: Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "0.0.0.0" || host == "::"
  }

  /// Shorter names of the same service inside its cluster, the longest first: `cart.shop` and `cart` for
  /// `cart.shop.svc.cluster.local`. Empty for names that no cluster gives.
  public var shorterForms: [String] {
    guard !isNumeric else { return [] }
    let labels = host.split(separator: ".")
    // Kubernetes: [pod.]service.namespace.svc[.cluster domain].
    if let end = labels.lastIndex(of: "svc"), end >= 2 {
      return [labels[end - 2] + "." + labels[end - 1], String(labels[end - 2])]
    }
    // Consul: service.service[.datacenter].consul.
    if labels.last == "consul", let end = labels.lastIndex(of: "service"), end >= 1 { return [String(labels[end - 1])] }
    return []
  }

  /// The namespace that a name inside a Kubernetes cluster speaks of.
  public var namespace: String? {
    let labels = host.split(separator: ".")
    guard let end = labels.lastIndex(of: "svc"), end >= 2 else { return nil }
    return String(labels[end - 1])
  }
}
