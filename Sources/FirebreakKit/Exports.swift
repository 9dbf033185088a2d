// Who imports this module can name every value that its functions take and give.
@_exported public import CallClassification
@_exported public import DeploymentGate
@_exported public import FailureSpread
@_exported public import RiskReport
@_exported public import TraceIngestion
@_exported public import TraceModel
