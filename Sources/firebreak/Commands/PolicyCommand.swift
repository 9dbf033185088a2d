import ArgumentParser
import FirebreakKit
import RiskReport
import TraceIngestion

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Check a policy file, or write the schema of policy files.",
    subcommands: [CheckCommand.self, SchemaCommand.self])

  struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check a policy file without traces.",
      discussion: """
        Every mistake is named with its line, its column and the nearest right key. Exits 0 if there is none, else 2. \
        Names that fit no service can only be told with traces: the gate names them.
        """
    )

    @Argument(help: "The policy file.")
    var file = PolicyFile.usualName

    @OptionGroup var day: DayOptions

    func run() throws {
      let today = try day.date()
      let policy = try PolicyLoading.policy(file)
      for waiver in policy.waivers where waiver.expires < today {
        let place = waiver.origin.map { "\($0): " } ?? ""
        StandardError.write(
          "\(place)warning: [expired-waiver] the waiver of \(waiver.rule.rawValue) for \(waiver.target) lapsed on "
            + "\(waiver.expires); \(waiver.owner) answers for it")
      }
      try Results.write { $0.put(text: "\(Wording.line(SystemPath.shown(file))): the policy is sound: \(Self.content(of: policy))\n") }
    }

    private static func content(of policy: Policy) -> String {
      let rules = policy.rules
      let parts = [
        (rules.rules.count, "rule"), (rules.overrides.count, "override"), (policy.groups.count, "group"),
        (rules.forbidden.count + rules.queued.count + rules.allowed.count, "statement about edges"),
        (policy.pools.count, "pool"), (policy.timeouts.count, "timeout"), (policy.declared.count, "declared verdict"),
        (policy.waivers.count, "waiver"),
      ]
      let named = parts.filter { $0.0 > 0 }.map { count, noun in
        let plural = noun == "statement about edges" ? "statements about edges" : noun + "s"
        return "\(count) \(count == 1 ? noun : plural)"
      }
      return named.isEmpty ? "all defaults" : named.joined(separator: ", ")
    }
  }

  struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema", abstract: "Write the JSON schema of policy files, for editors that complete and check.")

    func run() throws { try Results.write { $0.put(json: PolicySchema.text) } }
  }
}
