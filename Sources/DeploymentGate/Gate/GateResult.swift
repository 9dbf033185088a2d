public import RiskReport

/// What the gate made of a report.
public struct GateResult: Sendable, Equatable {
  /// The report with the gate's findings, annotated with baseline state and waiver, and with `gate` set.
  public var report: Report
  /// The same as `report.gate`.
  public var gate: GateReport

  public var exitCode: ExitCode { ExitCode(gate.outcome) }

  init(report: Report, gate: GateReport) {
    self.report = report
    self.report.gate = gate
    self.gate = gate
  }
}
