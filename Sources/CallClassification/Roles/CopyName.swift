/// What a user says about a name that may be that of a copy.
public enum NameChoice: Sendable, Equatable {
  /// Nothing: the built-in rules decide.
  case byRule
  /// It is a node of its own.
  case apart
  /// It is a copy of this node.
  case copy(of: String)
}

/// Names that tell the copies of one thing apart: what they have in common is the node.
public enum CopyName {
  /// The workload that a pod belongs to: `orders` for `orders-7d9f8b6c5-x2lkq`. Nil for any other name.
  ///
  /// Kubernetes makes both parts from letters and digits that spell no words. Numbers of stateful sets (`db-0`) are not
  /// taken for copies: people number things that differ too.
  public static func workload(ofPod name: String) -> String? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let pod = parts.last else { return nil }
    let set = parts[parts.count - 2]
    guard pod.utf8.count == 5, (6...10).contains(set.utf8.count), isMadeUp(pod), isMadeUp(set),
      set.contains(where: \.isNumber)
    else { return nil }
    return parts.dropLast(2).joined(separator: "-")
  }

  private static func isMadeUp(_ part: Substring) -> Bool {
    part.utf8.allSatisfy { podLetters.contains($0) }
  }

  /// Kubernetes leaves out vowels and the digits that look like them.
  private static let podLetters = Set("bcdfghjklmnpqrstvwxz2456789".utf8)

  /// What a host is a copy of: `cart` for `cart-1` or for a pod of `cart`. Nil where the name says nothing: an address, an
  /// id of a container or of a machine.
  public static func workload(ofHost host: String) -> String? {
    if let workload = workload(ofPod: host) { return workload }
    var name = Substring(host)
    if let dot = name.firstIndex(of: ".") { name = name[..<dot] }
    let parts = name.split(separator: "-")
    let kept = parts.last.map { $0.allSatisfy(\.isNumber) } == true ? parts.dropLast() : parts[...]
    guard let first = kept.first, first != "ip", first != "localhost" else { return nil }
    let isID = kept.joined().utf8.allSatisfy { hexadecimal.contains($0) } && kept.joined().utf8.count >= 6
    guard !isID, kept.joined().contains(where: \.isLetter), !host.contains(":") else {
      return nil
    }
    // An id of eight digits or more in the name, such as a UUID's, tells copies apart and not services.
    guard !kept.contains(where: { $0.utf8.count >= 8 && $0.utf8.allSatisfy { hexadecimal.contains($0) } }) else {
      return nil
    }
    return kept.joined(separator: "-")
  }

  private static let hexadecimal = Set("0123456789abcdefABCDEF".utf8)
}
