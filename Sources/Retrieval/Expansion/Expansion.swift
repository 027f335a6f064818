import InvertedFile

/// How a query grows by the pictures that it proved, before the collection is asked again.
public enum Expansion: String, Sendable, Codable, CaseIterable {
  /// Not at all.
  case off
  /// By all features of proven pictures that lie within the query (Chum et al. 2007).
  case average
  /// By the same, with those that are alike made one, and the collection asked only for what several pictures
  /// agree on (Tolias & Jégou 2013).
  case hamming
  /// A linear classifier of words, taught by what was proven and by the end of the shortlist (Arandjelović & Zisserman 2012),
  /// ranks the collection; proofs are as in `average`.
  case discriminative
}

extension QueryOptions {
  /// Refuses an expansion that has nothing to grow from.
  func checkExpansion(
    for plan: QueryPlan, settings: IndexSettings, collection: String
  ) throws(RetrievalError) {
    guard expand != .off else { return }
    guard settings.keepsSignatures else {
      throw RetrievalError(
        path: collection,
        "this collection is lean and does not know where features are, so nothing can be proven that a query "
          + "could be expanded with; ask without expansion, or ingest the pictures into a new collection that is not lean"
      )
    }
    guard plan.isVerified else {
      throw RetrievalError("a query is expanded with what was proven, and this one verifies nothing")
    }
    guard plan.scoring != .asmk || expand == .discriminative else {
      throw RetrievalError(
        "\(expand.rawValue) expansion adds features, and asmk scoring compares aggregates; use discriminative "
          + "expansion, or hamming or bow scoring")
    }
  }
}
