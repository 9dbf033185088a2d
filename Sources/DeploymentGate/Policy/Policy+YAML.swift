import Yams

extension Policy {
  /// Larger files are no policies.
  private static let largestFile = 1 << 20

  /// Reads a policy file. An empty one is the default policy.
  ///
  /// - Parameters:
  ///   - text: the file's content.
  ///   - file: its name, for messages and for the reasons of the gate.
  /// - Throws: everything that is wrong with it, with lines and columns.
  public init(yaml text: String, file: String = "firebreak.yml") throws(PolicyError) {
    guard text.utf8.count <= Self.largestFile else {
      throw PolicyError(problems: [
        PolicyProblem(code: .syntax, file: file, line: 1, column: 1, message: "The file is larger than 1 MiB.")
      ])
    }
    self.init()
    self.file = file
    guard let node = try Self.compose(text, file), !PolicyNode(node: node, file: file).isNull else { return }
    let root = PolicyNode(node: node, file: file)
    var checker = PolicyChecker()
    checker.check(root, PolicyKeys.root)
    if checker.problems.isEmpty { read(root, &checker) }
    guard checker.problems.isEmpty else { throw PolicyError(problems: checker.problems) }
  }

  private static func compose(_ text: String, _ file: String) throws(PolicyError) -> Yams.Node? {
    do {
      if let place = try AliasExpansion.excess(in: text) {
        throw PolicyError(problems: [
          PolicyProblem(
            code: .syntax, file: file, line: place.line, column: place.column,
            message: "The aliases of the file stand for more than \(AliasExpansion.most) values.",
            advice: "Write out what this alias stands for.")
        ])
      }
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw PolicyError(problems: [problem(error, file)])
    } catch let error as PolicyError {
      throw error
    } catch {
      throw PolicyError(problems: [
        PolicyProblem(code: .syntax, file: file, line: 1, column: 1, message: "The file is no YAML: \(error).")
      ])
    }
  }

  private static func problem(_ error: YamlError, _ file: String) -> PolicyProblem {
    func made(_ message: String, _ mark: Mark?) -> PolicyProblem {
      PolicyProblem(
        code: .syntax, file: file, line: mark?.line ?? 1, column: mark?.column ?? 1,
        message: "The file is no YAML: \(message).")
    }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return made([context?.text, problem].compactMap { $0 }.joined(separator: " "), mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return made("a key occurs twice: \(duplicates.sorted().joined(separator: ", "))", context.mark)
    case .reader(let problem, _, _, _): return made(problem, nil)
    default: return made("it could not be read", nil)
    }
  }
}
