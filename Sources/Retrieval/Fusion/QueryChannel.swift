extension QueryOptions {
  /// What of pictures is compared with the query.
  public enum Channel: String, Sendable, Codable {
    /// The words of local features.
    case words
    /// One vector of each picture as a whole, in collections that have been given some.
    case global
    /// Both, what they say being added as evidence.
    case both
    /// The edges of each picture, with a drawing: see `Collection.query(drawing:options:)`.
    case drawing

    public var usesWords: Bool { self == .words || self == .both }
    public var usesVectors: Bool { self == .global || self == .both }
  }

  /// How the vectors of pictures speak for their neighbours.
  public enum Neighbours: String, Sendable, Codable, CaseIterable {
    /// Not at all: each picture is compared with the query alone.
    case off
    /// The query's vector is averaged with those most similar to it, and compared anew (Radenović et al. 2018).
    case average
    /// The vectors of the first pictures are averaged with those most similar to them (Arandjelović & Zisserman 2012).
    case augmentation
    /// Along the graph of mutual neighbours among the first pictures, from the query's own and from what is proven (Iscen et al.
    /// 2017).
    case diffusion
  }
}

extension QueryOptions.Channel: CaseIterable {
  /// Those that a photograph can be looked for in.
  public static let allCases = [QueryOptions.Channel.words, .global, .both]
}

extension QueryOptions {
  /// Refuses channels that the collection or the other options don't go with.
  func checkChannel(hasVectors: Bool, collection: String) throws(RetrievalError) {
    guard channel != .drawing else {
      throw RetrievalError("a drawing is looked for in a way of its own: query(drawing:options:)")
    }
    guard channel.usesVectors else {
      guard neighbours == .off else {
        throw RetrievalError(
          "neighbours are those of vectors, and only words are compared; ask for the channel global or both")
      }
      return
    }
    guard hasVectors else {
      throw RetrievalError(
        path: collection,
        "its pictures have no vectors, which the channel \(channel.rawValue) compares; give them theirs with "
          + "`sightline embed`")
    }
    guard channel.usesWords || expand == .off else {
      throw RetrievalError(
        "a query is expanded in the channel of words, and only vectors are compared; ask for the channel both"
      )
    }
  }
}
