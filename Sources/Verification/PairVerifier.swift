/// Decides whether two pictures show the same thing, and how one lies in the other.
package struct PairVerifier: Sendable {
  package init() {}

  /// The best agreement; `nil` when no map is obeyed by more than chance brings about.
  package func agreement(of pair: PicturePair) -> Agreement? { nil }
}
