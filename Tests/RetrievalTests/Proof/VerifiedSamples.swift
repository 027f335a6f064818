import Raster

@testable import Retrieval

/// Parts, turns and mirrorings of scenes, exact to the pixel, and queries with proof.
struct VerifiedSamples {
  let samples: QuerySamples

  init(_ options: CollectionOptions = CollectionOptions(), _ kind: Samples.Kind = Samples.Kind()) throws {
    samples = try QuerySamples(options, kind)
  }

  func query(
    _ source: QuerySource, _ change: (inout QueryOptions) -> Void = { _ in }
  ) throws -> QueryReport {
    var options = QueryOptions()
    change(&options)
    return try samples.collection.query(source, options: options)
  }

  /// The picture that has at each place what a scene has at another, as a query.
  static func picture(
    ofScene number: Int, width: Int, height: Int, _ place: (_ x: Int, _ y: Int) -> (x: Int, y: Int)
  ) throws -> QuerySource {
    let scene = try PictureFile.readGrey(bytes: Samples.file(number), named: "scene").plane
    var plane = Plane(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        let from = place(x, y)
        plane[x, y] = scene[from.x, from.y]
      }
    }
    return .bytes(try PictureFile.encodedPNG(plane), name: "query")
  }

  /// A part of a scene, 200 × 150 pixels from (70, 50) on.
  static func part(ofScene number: Int) throws -> QuerySource {
    try picture(ofScene: number, width: 200, height: 150) { ($0 + 70, $1 + 50) }
  }

  /// A scene that is in no collection.
  static func stranger() throws -> QuerySource { .bytes(try Samples.file(77), name: "stranger") }
}

extension QueryReport.Result {
  /// How far the transform of the query lies from the truth, at the query's corners, in pixels of the result.
  func error(
    width: Double, height: Double, truth: (_ x: Double, _ y: Double) -> (x: Double, y: Double)
  ) -> Double {
    guard let proof else { return .infinity }
    let corners = [(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)]
    return corners.map { x, y in
      guard let found = proof.targetFromQuery.apply(x: x, y: y) else { return Double.infinity }
      let expected = truth(x, y)
      let (dx, dy) = (found.x - expected.x, found.y - expected.y)
      return (dx * dx + dy * dy).squareRoot()
    }.max() ?? .infinity
  }

  /// Common area by area of both together.
  func overlap(with box: PictureRegion) -> Double {
    guard let own = proof?.box else { return 0 }
    let width = min(own.x + own.width, box.x + box.width) - max(own.x, box.x)
    let height = min(own.y + own.height, box.y + box.height) - max(own.y, box.y)
    let common = max(0, width) * max(0, height)
    return common / (own.width * own.height + box.width * box.height - common)
  }
}
