extension EdgeReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("id", id)
    json.member("caller", caller)
    json.member("callee", callee)
    json.member("via", via)
    json.member("mechanism", mechanism)
    json.member("verdict", verdict)
    json.member("waiting", waiting)
    json.member("calls", calls)
    json.member("traces", traces)
    json.member("errors", errors)
    json.member("share", share)
    json.member("states", states)
    json.member("propagation", propagation)
    json.member("latency", latency)
    json.member("evidence", evidence)
    json.member("operations", operations)
    json.member("exemplars", exemplars)
    json.member("declared", declared)
    json.member("perRequest", perRequest)
    json.member("retries", retries)
    json.member("deadline", deadline)
    json.member("unanswered", unanswered)
  }
}

extension ShareReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("value", value)
    json.member("low", low)
    json.member("high", high)
  }
}

extension CallStatesReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("waits", waits)
    json.member("doesNotWait", doesNotWait)
    json.member("undecided", undecided)
  }
}

extension PropagationReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("calleeErrors", calleeErrors)
    json.member("propagated", propagated)
    json.member("probability", probability)
    json.member("low", low)
    json.member("high", high)
  }
}

extension EvidenceItemReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("code", code)
    json.member("observations", observations)
    json.member("statement", statement)
    json.member("contradicts", contradicts)
  }
}

extension OperationEdgeReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("callerOperation", callerOperation)
    json.member("calleeOperation", calleeOperation)
    json.member("verdict", verdict)
    json.member("waiting", waiting)
    json.member("calls", calls)
    json.member("errors", errors)
    json.member("share", share)
    json.member("latency", latency)
    json.member("exemplars", exemplars)
  }
}

extension DeclaredVerdictReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("verdict", verdict)
    json.member("reason", reason)
    json.member("observed", observed)
  }
}

extension CountReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("p50", p50)
    json.member("p95", p95)
    json.member("most", most)
  }
}

extension RetryReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("logicalCalls", logicalCalls)
    json.member("retried", retried)
    json.member("attempts", attempts)
  }
}

extension DeadlineReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("calls", calls)
    json.member("seconds", seconds)
    json.member("workedOn", workedOn)
    json.member("calleeP99", calleeP99)
  }
}
