import Raster
import Verification

@testable import Presentation
@testable import Retrieval

/// Pictures, proofs and reports made up for drawings and pages.
enum Samples {
  /// A picture in whose pixels the place can be read: red grows to the right, green downwards.
  static func picture(width: Int, height: Int, blue: UInt8 = 90) -> ColourPicture {
    var bytes: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { bytes += [UInt8(x * 200 / width), UInt8(y * 200 / height), blue] }
    }
    return ColourPicture(width: width, height: height, bytes: bytes)
  }

  static func shown(width: Int = 80, height: Int = 60) -> ShownPicture {
    ShownPicture(picture(width: width, height: height))
  }

  /// A map that halves the query and moves it by (10, 5), mirrored where that is wanted.
  static func transform(isMirrored: Bool = false) -> PlaneTransform {
    isMirrored
      ? PlaneTransform(xx: -0.5, xy: 0, x1: 60, yx: 0, yy: 0.5, y1: 5)
      : PlaneTransform(xx: 0.5, xy: 0, x1: 10, yx: 0, yy: 0.5, y1: 5)
  }

  /// A proof by `transform` of a query of 80 × 60 pixels, with `count` points on a grid.
  static func proof(
    _ transform: PlaneTransform = transform(), isSame: Bool = true, count: Int = 12,
    quadrilateral: [PicturePoint]? = nil
  ) -> Proof {
    let matches = (0..<count).compactMap { index -> PointMatch? in
      let query = PicturePoint(x: Double(index * 7 % 80), y: Double(index * 13 % 60))
      return transform.apply(x: query.x, y: query.y).map {
        PointMatch(query: query, target: PicturePoint(x: $0.x, y: $0.y))
      }
    }
    let corners = PictureRegion(x: 0, y: 0, width: 80, height: 60).corners.compactMap {
      transform.apply(x: $0.x, y: $0.y).map { PicturePoint(x: $0.x, y: $0.y) }
    }
    return Proof(
      isSame: isSame, inlierCount: count, effectiveInlierCount: Double(count) / 2, candidateCount: 2 * count,
      evidence: Double(count) / 3,
      logNFA: isSame ? -41.25 : 0.5, model: .similarity, targetFromQuery: transform,
      queryFromTarget: transform.inverse ?? .identity, fundamentalMatrix: nil,
      quadrilateral: quadrilateral ?? corners,
      box: PictureRegion(x: 10, y: 5, width: 40, height: 30), coverage: 0.625,
      isMirrored: transform.determinant < 0, matches: matches)
  }

  static func comparison(
    _ proof: Proof?, isIdentical: Bool = false, names: [String] = ["a.jpg", "b.jpg"],
    sizes: [(width: Int, height: Int)] = [(80, 60), (80, 60)]
  ) -> ComparisonReport {
    let pictures = zip(names, sizes).map {
      ComparisonReport.Picture(
        name: $0, width: $1.width, height: $1.height, featureCount: 100, warnings: [])
    }
    return ComparisonReport(
      a: pictures[0], b: pictures[1], isIdentical: isIdentical, candidateCount: 30, proof: proof)
  }

  static func result(
    _ rank: Int, name: String, proof: Proof? = nil, words: [QueryReport.Word]? = nil
  ) -> QueryReport.Result {
    QueryReport.Result(
      rank: rank, name: name, score: 1 / Float(rank), proof: proof, shortlistRank: rank,
      shortlistScore: 1 / Float(rank), pictureWidth: 80, pictureHeight: 60, rotationInDegrees: 0,
      isMirrored: false, words: words)
  }

  static func report(_ results: [QueryReport.Result], query: String = "query.jpg") -> QueryReport {
    var report = QueryReport(
      query: query, collection: "archive", width: 80, height: 60, scoring: .hamming, wordsPerFeature: 3)
    report.searchedPictureCount = 1000
    report.results = results
    return report
  }

  /// Two proven results, one of them mirrored, and one that is not proven.
  static func answered() -> QueryReport {
    report([
      result(1, name: "one.jpg", proof: proof()),
      result(2, name: "two.jpg", proof: proof(transform(isMirrored: true))),
      result(3, name: "three.jpg", proof: proof(isSame: false, count: 5)),
    ])
  }

  static func load(_ name: String, _ maxSide: Int) -> ShownPicture? { shown() }
}

extension ColourPicture {
  func pixel(_ x: Int, _ y: Int) -> [UInt8] {
    let start = 3 * (y * width + x)
    return Array(bytes[start..<start + 3])
  }

  /// How many pixels look like a colour.
  func count(near colour: Colour) -> Int {
    let wanted = [colour.red, colour.green, colour.blue].map(Int.init)
    return stride(from: 0, to: bytes.count, by: 3).count { start in
      (0..<3).allSatisfy { abs(Int(bytes[start + $0]) - wanted[$0]) <= 12 }
    }
  }
}
