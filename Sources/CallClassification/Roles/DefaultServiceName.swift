/// The names that SDKs and exporters give to services whose `service.name` is not set.
public enum DefaultServiceName {
  /// What the names of the OpenTelemetry SDKs begin with.
  public static let stem = "unknown_service"

  public static func isOne(_ name: String) -> Bool {
    name.hasPrefix(stem) || name.hasPrefix("unknown-service") || name == "OTLPResourceNoServiceName"
  }
}
