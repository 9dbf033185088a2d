import TraceModel

/// What a member of a row means, whatever the source calls it.
enum Column: Hashable, Sendable {
  /// Known, and of no use here.
  case ignored

  case traceID(IDNotation)
  case spanID(IDNotation)
  case parentID(IDNotation)
  case start(TimeUnit)
  case end(TimeUnit)
  case duration(TimeUnit)
  case name
  /// A second name, which counts where there is no first.
  case otherName
  case kind
  /// OpenTelemetry's flags, which say whether the parent is in another process.
  case flags
  case service
  case instance

  /// An attribute under a name of its own.
  case fact(FactRule)
  /// An attribute of the resource under a name of its own.
  case resource(ResourceFact)
  /// All attributes: an object, a list of keys and values, or either as JSON in a text.
  case attributes
  /// The same for the resource.
  case resourceAttributes
  /// A list of objects with a trace and a span each.
  case links
  /// A list of events; their attributes tell the type of an exception.
  case events
  /// How many attributes or links the source cut off.
  case dropped
  /// A text that only this format has, kept by number.
  case note(Int)
  /// A span's identifier that only this format has, kept by number.
  case extraID(Int, IDNotation)
  /// The traces of all links, in a list of their own.
  case linkedTraces
  /// The spans of all links, in a list of their own.
  case linkedSpans
}

/// How a source writes identifiers.
enum IDNotation: UInt8, Hashable, Sendable {
  /// Hexadecimal digits, after `0x` or not, or base64; any other text is an identifier as well.
  case hexadecimal
  /// Digits of a decimal number, as a number or a text.
  case decimal
  /// Any text, of which hexadecimal digits are one kind.
  case text
  /// The identifiers of AWS X-Ray: `1-` and eight digits for the time, `-` and the rest.
  case xray
}

/// What a number that is a time or a duration counts.
enum TimeUnit: UInt8, Hashable, Sendable {
  case nanoseconds, microseconds, milliseconds, seconds
  /// A time whose size tells its unit, as tables store them in any.
  case bySize
}
