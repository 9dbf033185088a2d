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

  /// The command, ready to paste into a shell. Reports leave the machine, so an absolute path loses its folders: they read
  /// `path/to/NAME`, for the reader to fill in.
  public func command(_ update: BaselineUpdate) -> String {
    var words = ["firebreak", "baseline"] + paths.map(Self.shown)
    if let policy { words.append("--policy=" + Self.shown(policy)) }
    words.append("--output=" + Self.shown(output))
    if update != .keep { words.append("--update=" + update.rawValue) }
    return words.joined(separator: " ")
  }

  private static func shown(_ path: String) -> String {
    guard path.hasPrefix("/"), let name = path.split(separator: "/").last else { return Wording.shell(path) }
    return Wording.shell("path/to/\(name)")
  }
}
