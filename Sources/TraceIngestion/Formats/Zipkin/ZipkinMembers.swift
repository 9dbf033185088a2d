import JSONBridge

/// Members of a span of version 2, those included that nothing here reads.
enum ZipkinSpanMember: UInt8, MemberName {
  case other, traceID, id, parentID, name, kind, timestamp, duration, localEndpoint, remoteEndpoint, tags, annotations
  case shared, debug

  var spelling: StaticString {
    switch self {
    case .other: ""
    case .traceID: "traceId"
    case .id: "id"
    case .parentID: "parentId"
    case .name: "name"
    case .kind: "kind"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .localEndpoint: "localEndpoint"
    case .remoteEndpoint: "remoteEndpoint"
    case .tags: "tags"
    case .annotations: "annotations"
    case .shared: "shared"
    case .debug: "debug"
    }
  }
}

/// Members of one side of a call.
enum ZipkinEndpointMember: UInt8, MemberName {
  case other, serviceName, ipv4, ipv6, port

  var spelling: StaticString {
    switch self {
    case .other: ""
    case .serviceName: "serviceName"
    case .ipv4: "ipv4"
    case .ipv6: "ipv6"
    case .port: "port"
    }
  }
}
