import TraceModel

/// The address and port of one side of a connection, under the names for the server and for the socket's peer.
struct SideFacts: Hashable, Sendable {
  private(set) var server = NameID.empty
  private(set) var serverPort = NameID.empty
  private(set) var network = NameID.empty
  private(set) var networkPort = NameID.empty
  /// What a proxy forwards to.
  private(set) var cluster = NameID.empty
  /// Whether a proxy passes on to the application that it stands beside: `inbound|8080||`.
  private(set) var isInbound = false
  private var serverRank = UInt8.max
  private var networkRank = UInt8.max

  mutating func setAddress(_ key: AttributeKey, _ parts: HostAndPort, rank: UInt8, names: inout NameTable) {
    if key == .serverAddress {
      guard rank < serverRank else { return }
      (server, serverRank) = (names.intern(parts.host), rank)
      if serverPort.isEmpty { serverPort = names.intern(parts.port) }
    } else {
      guard rank < networkRank else { return }
      (network, networkRank) = (names.intern(parts.host), rank)
      if networkPort.isEmpty { networkPort = names.intern(parts.port) }
    }
  }

  mutating func setPort(_ key: AttributeKey, _ port: NameID) {
    if key == .serverPort { serverPort = port } else { networkPort = port }
  }

  /// Takes the name at the end of Envoy's words for a cluster; a hyphen stands for none.
  mutating func setCluster(_ text: UnsafeRawBufferPointer, names: inout NameTable) {
    if text.starts(with: "inbound|".utf8) { isInbound = true }
    let start = text.lastIndex(of: 0x7C).map { $0 + 1 } ?? 0
    let name = UnsafeRawBufferPointer(rebasing: text[start...])
    if cluster.isEmpty, !name.isEmpty, !name.elementsEqual("-".utf8) { cluster = names.intern(name) }
  }

  /// A port of the range that clients are given for one connection: the other side called us.
  func looksLikeClient(_ names: NameTable) -> Bool {
    for port in [serverPort, networkPort] {
      let number = names.withBytes(of: port) { AttributeValue.text($0).number ?? 0 }
      if number >= 32_768 { return true }
    }
    return false
  }
}
