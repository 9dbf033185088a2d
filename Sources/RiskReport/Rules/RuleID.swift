/// The names of all rules, as policies, waivers and findings write them.
///
/// A finding's identifier is made from this name: renaming a rule is a change of `Finding.identityVersion`.
public enum RuleID: String, Sendable, Codable, CaseIterable {
  // What one report shows.
  case synchronousChainDepth = "synchronous-chain-depth"
  case blastRadius = "blast-radius"
  case singlePointOfFailure = "single-point-of-failure"
  case synchronousCycle = "synchronous-cycle"
  case forbiddenSynchronousEdge = "forbidden-synchronous-edge"
  case requiredQueue = "required-queue"
  case unlistedEdge = "unlisted-edge"
  case declaredContradiction = "declared-contradiction"
  case hardDependency = "hard-dependency"
  case retryAmplification = "retry-amplification"
  case deadlineViolation = "deadline-violation"
  case chattyEdge = "chatty-edge"
  case fanOut = "fan-out"
  case syncOverAsync = "sync-over-async"
  case sharedStore = "shared-store"
  case publishInRequest = "publish-in-request"
  case synchronousCallInConsumer = "synchronous-call-in-consumer"
  case mixedEdge = "mixed-edge"
  case unknownEdge = "unknown-edge"
  case evidenceFloor = "evidence-floor"
  case orphanSpans = "orphan-spans"
  case lostContext = "lost-context"

  // What only a comparison with a baseline shows.
  case edgeBecameSynchronous = "edge-became-synchronous"
  case newSynchronousCycle = "new-synchronous-cycle"
  case newSinglePointOfFailure = "new-single-point-of-failure"
  case blastRadiusGrown = "blast-radius-grown"
  case newSynchronousEdge = "new-synchronous-edge"
  case newChainEntry = "new-chain-entry"
}
