/// What is wrong with a policy file: all of it, in the order of the file.
public struct PolicyError: Error, Sendable, Equatable, CustomStringConvertible {
  public var problems: [PolicyProblem]

  public init(problems: [PolicyProblem]) {
    self.problems = problems.sorted { ($0.line, $0.column, $0.message) < ($1.line, $1.column, $1.message) }
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// One thing that is wrong with a policy file, and what to do about it.
public struct PolicyProblem: Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable {
    case syntax
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case badValue = "bad-value"
    case contradiction
  }

  public var code: Code
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1.
  public var column: Int
  public var message: String
  /// What to do; may be empty.
  public var advice: String

  public init(code: Code, file: String, line: Int, column: Int, message: String, advice: String = "") {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.advice = advice
  }

  public var description: String {
    "\(file):\(line):\(column): error: [\(code.rawValue)] \(message)" + (advice.isEmpty ? "" : " \(advice)")
  }
}
