import JSONBridge

extension InputFormat {
  /// Call graphs of Alibaba's cluster-trace-microservices, of 2021 and 2022.
  public static let alibabaTraces = InputFormat(rawValue: "alibaba-traces")
}

/// Alibaba's call graphs, in comma-separated values.
enum AlibabaFormat {
  static let format = SpanFormat(
    names: [.alibabaTraces],
    limits:
      "Alibaba's call graphs carry no outcomes and no links, and their times begin with the recording",
    streams: [StreamForm { front in AlibabaCutter(front: front) }]
  )
}
