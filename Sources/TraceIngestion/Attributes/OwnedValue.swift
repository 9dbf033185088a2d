/// An attribute's value that outlives the reader's next step.
enum OwnedValue {
  case text([UInt8])
  case other(AttributeValue)

  init(_ value: AttributeValue) {
    if case .text(let bytes) = value { self = .text(Array(bytes)) } else { self = .other(value) }
  }

  func withValue(_ body: (AttributeValue) -> Void) {
    switch self {
    case .text(let bytes): bytes.withUnsafeBytes { body(.text($0)) }
    case .other(let value): body(value)
    }
  }
}
