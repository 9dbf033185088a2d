extension NodeReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("name", name)
    json.member("kind", kind)
    json.member("requests", requests)
    json.member("errors", errors)
    json.member("blastRadius", blastRadius)
    json.member("traces", traces)
    json.member("waitingPerSecond", waitingPerSecond)
    json.member("members", members)
  }
}

extension BlastRadiusReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("structural", structural)
    json.member("expected", expected)
    json.member("low", low)
    json.member("high", high)
    json.member("observations", observations)
    json.member("entries", entries)
  }
}

extension EntryBlastRadiusReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("service", service)
    json.member("operation", operation)
    json.member("structural", structural)
    json.member("expected", expected)
    json.member("low", low)
    json.member("high", high)
    json.member("requests", requests)
    json.member("exemplars", exemplars)
    json.member("unproven", unproven)
  }
}

extension EntryReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("service", service)
    json.member("operation", operation)
    json.member("kind", kind)
    json.member("requests", requests)
    json.member("errors", errors)
    json.member("latency", latency)
    json.member("depth", depth)
    json.member("depths", depths)
    json.member("exemplars", exemplars)
    json.member("blocked", blocked)
    json.member("availability", availability)
    json.member("dominators", dominators)
  }
}

extension LatencyReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("p50", p50)
    json.member("p95", p95)
    json.member("p99", p99)
  }
}

extension BlockedReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("node", node)
    json.member("share", share)
  }
}

extension AvailabilityReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("dependencies", dependencies)
    json.member("each", each)
    json.member("ceiling", ceiling)
  }
}

extension DominatorReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("node", node)
    json.member("share", share)
    json.member("protects", protects)
    json.member("nodes", nodes)
  }
}

extension ChainReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("id", id)
    json.member("hops", hops)
    json.member("stopsAt", stopsAt)
    json.member("stopReason", stopReason)
    json.member("traces", traces)
    json.member("share", share)
    json.member("risk", risk)
    json.member("riskParts", riskParts)
    json.member("exemplars", exemplars)
  }
}

extension ChainHopReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("service", service)
    json.member("node", node)
    json.member("kind", kind)
    json.member("operation", operation)
    json.member("verdict", verdict)
    json.member("waiting", waiting)
    json.member("mechanism", mechanism)
    json.member("seconds", seconds)
    json.member("propagation", propagation)
  }
}

extension RiskPartReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("name", name)
    json.member("value", value)
  }
}

extension CycleReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("services", services)
    json.member("reentrant", reentrant)
    json.member("traces", traces)
    json.member("exemplars", exemplars)
  }
}
