/// The user agents of programs that check whether a service lives, or that collect its metrics.
enum ProbeAgents {
  private static let prefixes: [StaticString] = [
    "kube-probe/", "ELB-HealthChecker/", "GoogleHC/", "GoogleStackdriverMonitoring", "Amazon-Route53-Health-Check",
    "Prometheus/", "Consul Health Check", "Envoy/HC", "haproxy", "grpc_health_probe", "UptimeRobot",
    "Blackbox Exporter/",
    "vm_promscrape", "Grafana-Alloy/", "OpenTelemetry Collector/",
  ]

  static func contain(_ text: UnsafeRawBufferPointer) -> Bool {
    prefixes.contains { text.hasPrefix($0) }
  }
}
