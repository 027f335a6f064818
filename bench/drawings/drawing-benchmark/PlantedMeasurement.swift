import Core
import DrawingChannel
import Raster
import SyntheticScenes

/// `planted VOCABULARY SCENES QUERIES [SEED] [JOBS]`: how often a drawing of a shape finds the scene that the shape stands in, first among
/// so many scenes with other shapes, and in place.
struct PlantedMeasurement {
  let model: KeyshapeModel
  let scenes: Int
  let queries: Int
  let seed: UInt64
  let jobs: Int

  init(_ arguments: [String]) throws {
    guard arguments.count >= 3, let scenes = Int(arguments[1]), let queries = Int(arguments[2]) else {
      throw UsageError("planted VOCABULARY SCENES QUERIES [SEED] [JOBS]")
    }
    model = try KeyshapeModel(path: arguments[0])
    self.scenes = scenes
    self.queries = min(queries, scenes)
    seed = arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1
    jobs = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
  }

  func run() throws {
    let (model, seed) = (model, seed)
    let made = Parallel.map(count: scenes, jobs: jobs) { number in
      PlantedScene(number: number, seed: seed, model: model)
    }
    let rows = DrawingRows(made.map(\.row))
    let usual = rows.usual(model: model)
    var (first, inTen, inPlace) = (0, 0, 0)
    for query in 0..<queries {
      let number = query * (scenes / queries)
      let drawing = DrawableShape(number: number, ofCollection: seed).drawing()
      let bytes = try PictureFile.encodedPNG(drawing)
      let lines = try DrawingReader.read(bytes: bytes, named: "drawing \(number)").lines
      guard let query = DrawingQuery(lines: lines, model: model, usual: usual) else { continue }
      let hits = rows.search([query], keeping: 10)
      if hits.first?.id == UInt32(number) {
        first += 1
        let found = hits[0].box.pixels(width: made[number].width, height: made[number].height)
        if Self.overlap(found, made[number].box) >= 0.5 { inPlace += 1 }
      }
      if hits.contains(where: { $0.id == UInt32(number) }) { inTen += 1 }
    }
    print("scenes \(scenes) drawings \(queries) first \(first) in-ten \(inTen) in-place \(inPlace)")
  }

  /// The common area as a share of the united one.
  private static func overlap(
    _ found: (left: Int, top: Int, width: Int, height: Int), _ box: DrawableShape.Box
  ) -> Double {
    let (left, top) = (Double(found.left), Double(found.top))
    let (width, height) = (Double(found.width), Double(found.height))
    let across = min(left + width, box.left + box.width) - max(left, box.left)
    let down = min(top + height, box.top + box.height) - max(top, box.top)
    let common = max(0, across) * max(0, down)
    return common / (width * height + box.width * box.height - common)
  }
}

/// A scene as a collection has it: its row, and where its shape stands.
struct PlantedScene: Sendable {
  let row: DrawingRow?
  let box: DrawableShape.Box
  let width: Int
  let height: Int

  init(number: Int, seed: UInt64, model: KeyshapeModel) {
    let (picture, box) = DrawableShape(number: number, ofCollection: seed).scene()
    self.box = box
    (width, height) = (picture.width, picture.height)
    let grey = try? PictureFile.readGrey(
      bytes: PictureFile.encodedJPEG(picture, quality: 92), named: "scene \(number)",
      maxSide: EdgeOptions().side)
    row = grey.flatMap { model.row(of: LineDrawing(edgesOf: $0.plane)) }
  }
}

/// What a command line lacks.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ usage: String) { description = "usage: drawing-benchmark \(usage)" }
}
