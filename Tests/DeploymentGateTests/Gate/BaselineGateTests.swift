import CallClassification
import RiskReport
import Testing

@testable import DeploymentGate

@Suite("The gate with a baseline")
struct BaselineGateTests {
  typealias F = GateFixture

  static func judge(
    before: [(String, Int)], after: [(String, Int)], _ yaml: String = "", changed: [String] = []
  ) throws -> GateResult {
    let policy = try Policy(yaml: yaml)
    let baseline = Baseline(report: F.report(before, policy: policy), settings: policy.rules)
    return Gate.evaluate(
      report: F.report(after, policy: policy), policy: policy, baseline: baseline, today: F.today, changed: changed)
  }

  @Test("the same run again passes, and every finding is unchanged")
  func same() throws {
    let result = try Self.judge(before: [(F.callsThree, 60)], after: [(F.callsThree, 60)], "fail-on: warning")
    #expect(
      F.lines(result) == ["passed", "note No finding of severity error or warning is new or worse than the basel"])
    #expect(result.report.findings.allSatisfy { $0.baselineState == .unchanged })
    #expect(result.gate.counts.unchanged == result.report.findings.count)
  }

  @Test("a broken limit that was accepted does not fail, a new one does")
  func inherited() throws {
    let yaml = "rules: { synchronous-chain-depth: { limit: 2 } }"
    #expect(try Self.judge(before: [(F.callsThree, 60)], after: [(F.callsThree, 60)], yaml).exitCode == .passed)
    let new = try Self.judge(before: [(F.queued, 60)], after: [(F.callsThree, 60)], yaml)
    #expect(new.exitCode == .gateFailed)
    #expect(new.gate.reasons.contains { $0.message.hasPrefix("[edge-became-synchronous] new: ") })
    #expect(F.findings(new).contains("error synchronous-chain-depth web checkout new"))
  }

  @Test("the story: a waiting call in a queued flow is red, with a fallback it is green")
  func story() throws {
    let red = try Self.judge(before: [(F.queued, 60)], after: [(F.queuedAndCalled, 60)])
    #expect(red.exitCode == .gateFailed)
    let finding = try #require(red.report.findings.first { $0.rule == "edge-became-synchronous" })
    #expect(finding.subject == "pay..risk" && finding.severity == .error && finding.baselineState == .new)
    #expect(!finding.exemplars.isEmpty && !finding.chains.isEmpty && !finding.edges.isEmpty)
    #expect(
      finding.statement
        == "Work from pay to risk was handed over in the baseline; now the caller waits (other, 60 calls). "
        + "A failure of risk now reaches pay.")
    let green = try Self.judge(before: [(F.queued, 60)], after: [(F.queuedAndCalled, 50), (F.calledAndSurvived, 10)])
    #expect(green.exitCode == .passed, "\(F.lines(green))")
    let note = try #require(green.report.findings.first { $0.rule == "edge-became-synchronous" })
    #expect(
      note.severity == .note && note.statement.hasSuffix("Callers were seen to survive its failure, so this is a note.")
    )
  }

  @Test("one cause makes one finding of reach")
  func oneCause() throws {
    let result = try Self.judge(before: [("web SERVER checkout 0..100", 60)], after: [(F.callsThree, 60)])
    let drift = result.report.findings.filter {
      $0.rule == "new-single-point-of-failure" || $0.rule == "blast-radius-grown"
    }
    #expect(drift.map(\.subject) == ["pay"])
    #expect(drift.map(\.nodes) == [["pay", "risk"]])
  }

  @Test("what was seen too rarely to tell from chance is a note")
  func rare() throws {
    let result = try Self.judge(before: [(F.queued, 60)], after: [(F.queued, 57), (F.queuedAndCalled, 3)])
    #expect(result.exitCode == .passed, "\(F.lines(result))")
    let note = try #require(result.report.findings.first { $0.rule == "edge-became-synchronous" })
    #expect(note.severity == .note && note.comparison?.significant == false)
    let strict = try Self.judge(
      before: [(F.queued, 60)], after: [(F.queued, 57), (F.queuedAndCalled, 3)], "drift: { sampling: complete }")
    #expect(strict.exitCode == .gateFailed)
  }

  @Test(
    "a finding that is mended is gone; one without traffic is not exercised, and its silent services keep the gate closed"
  )
  func absent() throws {
    let yaml = "rules: { synchronous-chain-depth: { limit: 2 } }"
    let mended = try Self.judge(before: [(F.callsThree, 60)], after: [(F.queued, 60)], yaml)
    #expect(mended.exitCode == .passed, "a queue in place of a call is no harm: \(F.lines(mended))")
    #expect(mended.gate.absent.contains { $0.rule == "synchronous-chain-depth" && $0.state == .gone })
    let other = "cart SERVER add 0..10\n  cart CLIENT look 1..9 {peerService=stock}"
    let silent = try Self.judge(before: [(F.callsThree, 60)], after: [(other, 60)], yaml)
    #expect(silent.gate.absent.contains { $0.rule == "synchronous-chain-depth" && $0.state == .notExercised })
    #expect(silent.exitCode == .notEnoughEvidence)
    #expect(
      silent.gate.reasons.filter { $0.message.contains("is silent: the baseline saw it in 60 traces") }.count == 3)
    let allowed = try Self.judge(
      before: [(F.callsThree, 60)], after: [(other, 60)], "quality: { silent-services: '*' }")
    #expect(allowed.exitCode == .passed)
  }

  @Test("policy edges fail at the first call, whatever chance says")
  func absolute() throws {
    let yaml = "edges: { forbidden: [{ from: pay, to: risk }] }"
    let result = try Self.judge(before: [(F.queued, 60)], after: [(F.queued, 59), (F.queuedAndCalled, 1)], yaml)
    #expect(result.exitCode == .gateFailed)
    #expect(result.gate.reasons.first?.policy == "firebreak.yml:1")
  }

  @Test(
    "an edge that was handed over and shows nothing any more keeps the gate closed, unless unknown counts as synchronous"
  )
  func becameUnknown() throws {
    let before = Baseline(report: F.report([(F.queued, 60)]))
    var report = F.report([(F.queued, 60)])
    let index = try #require(report.edges.firstIndex { $0.via != nil })
    report.edges[index].verdict = .unknown
    report.edges[index].states = CallStatesReport(waits: 0, doesNotWait: 0, undecided: 60)
    let yaml = "quality: { max-unknown-share: 1"
    let open = Gate.evaluate(report: report, policy: try Policy(yaml: yaml + " }"), baseline: before, today: F.today)
    #expect(open.exitCode == .notEnoughEvidence)
    #expect(open.gate.reasons.first?.message.contains("was asynchronous in the baseline") == true)
    let strict = Gate.evaluate(
      report: report, policy: try Policy(yaml: yaml + ", unknown-verdicts: count-as-synchronous }"), baseline: before,
      today: F.today)
    #expect(strict.exitCode == .gateFailed)
    #expect(strict.gate.reasons.first?.message.contains("which counts as synchronous") == true)
  }

  @Test("a new cycle fails")
  func cycle() throws {
    let back = """
      web SERVER checkout 0..100
        web CLIENT charge 10..60
          pay SERVER charge 12..58
            pay CLIENT user 20..50
              web SERVER user 22..48
      """
    let result = try Self.judge(before: [("web SERVER checkout 0..100", 60)], after: [(back, 60)])
    #expect(result.exitCode == .gateFailed)
    #expect(F.findings(result).contains("error synchronous-cycle pay → web → pay new"))
    #expect(!F.findings(result).contains { $0.contains("new-synchronous-cycle") }, "said once")
  }

  @Test("a new entry is a note")
  func entry() throws {
    let result = try Self.judge(
      before: [(F.callsThree, 60)],
      after: [
        (F.callsThree, 60), ("api SERVER list 0..100\n  api CLIENT charge 10..60\n    pay SERVER charge 12..58", 60),
      ])
    #expect(
      result.report.findings.contains {
        $0.rule == "new-chain-entry" && $0.subject == "api list" && $0.severity == .note
      })
  }

  @Test("an entry whose server spans are lost keeps the gate closed")
  func lostServerSpans() throws {
    let callsOnly = """
      web CLIENT charge 10..60
        pay SERVER charge 12..58
          pay CLIENT score 20..50
            risk SERVER score 22..48
      """
    let closed = try Self.judge(before: [(F.callsThree, 60)], after: [(callsOnly, 60)])
    #expect(closed.gate.reasons.contains { $0.message.hasPrefix("The entry service web has no server spans any more") })
    let open = try Self.judge(before: [(callsOnly, 60)], after: [(callsOnly, 60)])
    #expect(open.exitCode == .passed)
  }
}
