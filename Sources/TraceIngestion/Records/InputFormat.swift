/// A format that spans are read from. Each format's folder declares its own.
public struct InputFormat: RawRepresentable, Hashable, Comparable, Sendable {
  /// What reports and `--input-format` call it, such as `otlp-json`.
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public static func < (left: InputFormat, right: InputFormat) -> Bool { left.rawValue < right.rawValue }
}
