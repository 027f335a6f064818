/// What is known of a collection: its queries, and which pictures answer each of them.
///
/// Pictures have the names that the truth gives them; `PictureNames` turns these into the names of a collection, and
/// `restricted(to:)` cuts the truth to the pictures that are there.
public struct GroundTruth: Sendable, Equatable {
  /// A question: a picture, or a part of it.
  public struct Query: Sendable, Equatable {
    /// Tells this query from others of the same picture.
    public var name: String
    public var picture: String
    /// The part that asks; `nil` for the whole picture.
    public var region: TruthRegion?

    public init(name: String, picture: String, region: TruthRegion? = nil) {
      self.name = name
      self.picture = picture
      self.region = region
    }
  }

  /// One way of saying which answers count. A query whose positives are empty has nothing to find in this setup and is
  /// left out of its means.
  public struct Setup: Sendable, Equatable {
    /// `""`, or `easy`, `medium` and `hard` in the revisited benchmarks.
    public var name: String
    /// One for each query, in the order of `queries`.
    public var relevance: [Relevance]

    public init(name: String, relevance: [Relevance]) {
      self.name = name
      self.relevance = relevance
    }
  }

  public var benchmark: Benchmark
  public var queries: [Query]
  /// One or more.
  public var setups: [Setup]
  /// Every picture that the truth knows and that belongs into the collection, sorted.
  public var pictures: [String]

  /// - Precondition: each setup has a `Relevance` for each query.
  public init(benchmark: Benchmark, queries: [Query], setups: [Setup], pictures: some Sequence<String>) {
    precondition(
      setups.allSatisfy { $0.relevance.count == queries.count }, "a setup speaks of each query once")
    self.benchmark = benchmark
    self.queries = queries
    self.setups = setups
    self.pictures = Set(pictures).sorted()
  }

  /// Whether the query pictures are not in the collection.
  public var queriesAreHeldOut: Bool { benchmark.holdsQueriesOut }
}

/// The box of a query in pixels of its picture; (0, 0) is the picture's upper left corner.
public struct TruthRegion: Sendable, Equatable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// From left, top, right and bottom. `nil` for what is no box that a picture can have: not finite, without
  /// area, or wholly above or left of the picture. A box may reach over the picture's edge.
  init?(left: Double, top: Double, right: Double, bottom: Double) {
    guard [left, top, right, bottom].allSatisfy(\.isFinite), right > max(left, 0), bottom > max(top, 0) else {
      return nil
    }
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }
}
