public import RiskReport

/// The name and version of this build.
public enum Firebreak {
  public static let version = "0.1.0"

  public static let tool = ToolReport(name: "firebreak", version: version)
}
