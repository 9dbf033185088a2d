/// A random system: services on hosts with clocks of their own, and how they use each other.
struct SystemPlan: Sendable {
  struct Service: Sendable {
    var name: String
    var host: Int
    /// Nanoseconds of own work of one request, in the middle.
    var work: Double
    /// Whether its spans carry kinds and attributes.
    var declares: Bool
    /// Whether its outgoing calls have spans of their own.
    var hasClientSpans: Bool
    /// Whether INTERNAL spans stand between its requests and its calls.
    var hasInternalSpans: Bool
    /// Whether its spans say that their parent is in another process.
    var saysRemote: Bool
    /// Whether its server spans end after the answer was sent, as those of some frameworks do.
    var endsAfterAnswer: Bool
    var edges: [Edge] = []
  }

  struct Edge: Sendable {
    var callee: Int
    var coupling: Coupling
  }

  /// Which traces are kept.
  enum Sampling: Sendable {
    case all
    /// A share, drawn when the request begins.
    case head(Double)
    /// A share, and every trace in which something failed.
    case tail(Double)
  }

  var services: [Service]
  /// Nanoseconds that each host's clock is off.
  var skews: [Int64]
  /// Share of spans that are lost on the way.
  var lost: Double
  var requests: Int
  var sampling: Sampling

  init(seed: UInt64) {
    var random = SeededRandom(state: seed)
    let count = random.integer(5...11)
    let hosts = random.integer(1...5)
    let spread = [0.0, 2e6, 50e6, 3e9][random.integer(0...3)]
    skews = (0..<hosts).map { _ in Int64((random.unit() * 2 - 1) * spread) }
    lost = [0, 0, 0.005, 0.03][random.integer(0...3)]
    requests = random.integer(150...260)
    var draw = SeededRandom(state: seed ^ 0x5A3B)
    sampling = [.all, .all, .head(0.5), .tail(0.4)][draw.integer(0...3)]
    let declaring = [1.0, 1, 0.7][random.integer(0...2)]
    services = (0..<count).map { index in
      Service(
        name: "service-\(Self.letters[index])", host: random.integer(0...hosts - 1),
        work: exp(random.unit() * 4) * 1e6, declares: random.chance(declaring), hasClientSpans: random.chance(0.92),
        hasInternalSpans: random.chance(0.3), saysRemote: random.chance(0.5), endsAfterAnswer: random.chance(0.3))
    }
    // Services call later ones only: the work of a request ends.
    for caller in services.indices.dropLast() {
      var free = Array((caller + 1)..<min(count, caller + 5))
      for _ in 0..<random.integer(1...min(3, free.count)) {
        let callee = free.remove(at: random.integer(0...free.count - 1))
        services[caller].edges.append(Edge(callee: callee, coupling: Self.coupling(&random)))
      }
    }
  }

  private static func coupling(_ random: inout SeededRandom) -> Coupling {
    var left = random.integer(0...Coupling.allCases.reduce(0) { $0 + $1.weight } - 1)
    for coupling in Coupling.allCases {
      left -= coupling.weight
      if left < 0 { return coupling }
    }
    return .plain
  }

  private static let letters = Array("abcdefghijklmnop").map(String.init)
}
