internal import JSONBridge
public import RiskReport

/// The JSON form of simulations.
public enum SimulationFile {
  public static func text(of report: SimulationReport) throws -> String {
    String(decoding: try JSONCoding.encode(report), as: UTF8.self) + "\n"
  }
}
