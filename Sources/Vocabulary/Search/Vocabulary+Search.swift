extension Vocabulary {
  /// The way to look words up that this vocabulary was made for: through its cells where it has some, among all words
  /// otherwise. Copies the centres; keep it for as many descriptors as there are.
  package func wordSearch() -> any WordSearch {
    guard let structure else { return ExactSearch(centres()) }
    return withUnsafeCentres {
      TwoLevelSearch(
        copying: $0, dimension: dimension, structure: structure, probes: TwoLevelSearch.usualProbes)
    }
  }
}
