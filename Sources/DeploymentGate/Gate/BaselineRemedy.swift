import RiskReport

/// How the accepted state is written again: the command that a closed gate prints.
public struct BaselineRemedy: Sendable, Equatable {
  /// The traces of this run, as they were named to the gate.
  public var paths: [String]
  /// The policy's file, where it is not the usual one.
  public var policy: String?
  /// The baseline's file.
  public var output: String

  public init(paths: [String] = ["traces/"], policy: String? = nil, output: String = "firebreak-baseline.json") {
    self.paths = paths
    self.policy = policy
    self.output = output
  }

  /// The command, ready to paste into a shell.
  public func command(_ update: BaselineUpdate) -> String {
    var words = ["firebreak", "baseline"] + paths.map(Wording.shell)
    if let policy { words.append("--policy=" + Wording.shell(policy)) }
    words.append("--output=" + Wording.shell(output))
    if update != .keep { words.append("--update=" + update.rawValue) }
    return words.joined(separator: " ")
  }
}
