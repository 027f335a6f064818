import Core
import GlobalChannel
import LocalFeatures

/// A projection file made of chance: aggregated local features, shortened.
enum SampleModel {
  static let dimension = 16
  private static let reduced = 8
  private static let centreCount = 6

  static func write(toPath path: String, seed: UInt64 = 1, recipe: Recipe = FeatureOptions().recipe) throws {
    var random = SeededGenerator(seed: seed)
    func numbers(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float(random.index(below: 2001)) / 1000 - 1 }
    }
    let reduction = LinearMap(
      directions: Matrix(columnCount: 128, elements: numbers(128 * reduced)),
      mean: [Float](repeating: 40, count: 128))
    let centres = Matrix(columnCount: reduced, elements: numbers(centreCount * reduced).map { 200 * $0 })
    let projection = Projection(
      LinearMap(
        directions: Matrix(
          columnCount: centreCount * reduced, elements: numbers(dimension * centreCount * reduced)),
        mean: [Float](repeating: 0, count: centreCount * reduced)))
    let source = GlobalModelParts.LocalSource(
      recipe: recipe, reduction: reduction, aggregation: .vlad(ResidualSums(centres: centres)))
    try GlobalModelParts(source: .localFeatures(source), projection: projection).write(toPath: path)
  }
}
