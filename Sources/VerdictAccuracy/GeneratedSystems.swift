/// Random systems with their truth: the same seed gives the same spans on every machine.
public enum GeneratedSystems {
  public static func system(seed: UInt64) -> LabelledTraces { SystemSimulation.run(seed: seed) }
}
