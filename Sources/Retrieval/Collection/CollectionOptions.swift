/// What a new collection keeps; settled for ever when it is created.
public struct CollectionOptions: Sendable, Equatable {
  /// Words alone, no signatures and no places: a tenth of the bytes, for `bow` scoring without proof.
  public var isLean = false
  /// Aggregated signatures too, which `asmk` scoring compares.
  public var keepsAggregates = false

  public init() {}

  func validate() throws(RetrievalError) {
    guard !(isLean && keepsAggregates) else {
      throw RetrievalError("a lean collection keeps words alone, so it cannot keep what asmk compares")
    }
  }
}
