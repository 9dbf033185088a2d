import JSONBridge

/// Members of a span, in either case.
enum OTLPSpanMember: UInt8, MemberName {
  case other, traceID, traceIDSnake, spanID, spanIDSnake, parentSpanID, parentSpanIDSnake, traceState, flags, name, kind
  case startTime, startTimeSnake, endTime, endTimeSnake, attributes, events, links, status
  case droppedAttributes, droppedAttributesSnake, droppedEvents, droppedLinks, droppedLinksSnake

  var spelling: StaticString {
    switch self {
    case .other: ""
    case .traceID: "traceId"
    case .traceIDSnake: "trace_id"
    case .spanID: "spanId"
    case .spanIDSnake: "span_id"
    case .parentSpanID: "parentSpanId"
    case .parentSpanIDSnake: "parent_span_id"
    case .traceState: "traceState"
    case .flags: "flags"
    case .name: "name"
    case .kind: "kind"
    case .startTime: "startTimeUnixNano"
    case .startTimeSnake: "start_time_unix_nano"
    case .endTime: "endTimeUnixNano"
    case .endTimeSnake: "end_time_unix_nano"
    case .attributes: "attributes"
    case .events: "events"
    case .links: "links"
    case .status: "status"
    case .droppedAttributes: "droppedAttributesCount"
    case .droppedAttributesSnake: "dropped_attributes_count"
    case .droppedEvents: "droppedEventsCount"
    case .droppedLinks: "droppedLinksCount"
    case .droppedLinksSnake: "dropped_links_count"
    }
  }
}

/// Members of a span's status.
enum OTLPStatusMember: UInt8, MemberName {
  case other, code, message

  var spelling: StaticString {
    switch self {
    case .other: ""
    case .code: "code"
    case .message: "message"
    }
  }
}

/// Members of an element of `resourceSpans`, and of the older `instrumentationLibrarySpans`.
enum OTLPResourceSpansMember: UInt8, MemberName {
  case other, resource, scopeSpans, scopeSpansSnake, librarySpans, librarySpansSnake, schema, schemaSnake
  case resourceSpans, resourceSpansSnake, batches

  var spelling: StaticString {
    switch self {
    case .other: ""
    case .resource: "resource"
    case .scopeSpans: "scopeSpans"
    case .scopeSpansSnake: "scope_spans"
    case .librarySpans: "instrumentationLibrarySpans"
    case .librarySpansSnake: "instrumentation_library_spans"
    case .schema: "schemaUrl"
    case .schemaSnake: "schema_url"
    case .resourceSpans: "resourceSpans"
    case .resourceSpansSnake: "resource_spans"
    case .batches: "batches"
    }
  }
}

/// Members of an element of `scopeSpans`.
enum OTLPScopeSpansMember: UInt8, MemberName {
  case other, scope, spans, schema

  var spelling: StaticString {
    switch self {
    case .other: ""
    case .scope: "scope"
    case .spans: "spans"
    case .schema: "schemaUrl"
    }
  }
}
