import JSONBridge
import TraceModel

/// The binary annotations of a span of Zipkin's first version.
enum ZipkinV1Tags {
  /// Takes in the tags that one side wrote; with no side given, all of them. The reader stands before the span.
  static func read<Reader: JSONReader>(
    _ reader: inout Reader, of side: ZipkinV1Span.Endpoint?, _ collector: inout SpanCollector
  ) {
    guard reader.enterObject() else { return }
    while let member = reader.nextMember() {
      guard member.spells("binaryAnnotations"), reader.enterArray() else {
        reader.skip()
        continue
      }
      while reader.nextElement() { tag(&reader, side, &collector) }
    }
  }

  /// Key, value and endpoint come in any order, and the value counts when the other two are known.
  private static func tag<Reader: JSONReader>(
    _ reader: inout Reader, _ side: ZipkinV1Span.Endpoint?, _ collector: inout SpanCollector
  ) {
    guard reader.enterObject() else { return reader.skip() }
    var rule: FactRule?
    var value: Reader?
    var isOther = false
    while let member = reader.nextMember() {
      if member.spells("key") {
        rule = reader.readString().flatMap { collector.table.rule(for: $0) }
      } else if member.spells("value") {
        value = reader
        reader.skip()
      } else if member.spells("endpoint") {
        let own = endpoint(&reader, &collector)
        if let side, !own.service.isEmpty { isOther = own.service != side.service }
      } else {
        reader.skip()
      }
    }
    guard let rule, !isOther, var value else { return }
    JaegerTags.value(&value) {
      collector.draft.apply(rule, $0, names: &collector.batch.names, mask: &collector.mask)
    }
    if value.failure != nil { collector.doubt() }
  }

  static func endpoint<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> ZipkinV1Span.Endpoint {
    var endpoint = ZipkinV1Span.Endpoint()
    guard reader.enterObject() else {
      collector.skip(&reader, expecting: "an endpoint")
      return endpoint
    }
    while let member = reader.nextMember() {
      if member.spells("serviceName") {
        if let name = reader.readString() { endpoint.service = collector.batch.names.intern(name) }
      } else if member.spells("ipv4") || member.spells("ipv6") {
        let address = reader.readString()
        if endpoint.address.isEmpty, let address { endpoint.address = collector.batch.names.intern(address) }
      } else if member.spells("port") {
        if let port = reader.readIntegerText(), port > 0 {
          endpoint.port = AttributeValue.integer(port).name(in: &collector.batch.names)
        }
      } else {
        reader.skip()
      }
    }
    return endpoint
  }
}
