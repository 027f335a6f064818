import Core
import DrawingChannel
import Raster
import SyntheticScenes

/// `time VOCABULARY PICTURES [REPEATS]`: how long a drawing's query takes over so many rows on one thread, from the drawing's bytes to
/// the best hundred pictures. Rows of five hundred generated scenes stand there again and again, each time in memory of their own.
struct TimeMeasurement {
  let model: KeyshapeModel
  let pictures: Int
  let repeats: Int

  init(_ arguments: [String]) throws {
    guard arguments.count >= 2, let pictures = Int(arguments[1]) else {
      throw UsageError("time VOCABULARY PICTURES [REPEATS]")
    }
    model = try KeyshapeModel(path: arguments[0])
    self.pictures = pictures
    repeats = arguments.count > 2 ? Int(arguments[2]) ?? 9 : 9
  }

  func run() throws {
    let sources = 500
    let scenes = (0..<min(sources, pictures)).map { PlantedScene(number: $0, seed: 3, model: model).row }
    let rows = DrawingRows((0..<pictures).lazy.map { scenes[($0 &* 7919) % scenes.count] })
    let bytes = try PictureFile.encodedPNG(DrawableShape(number: 1, ofCollection: 3).drawing())
    var (whole, preparing, scanning): ([Double], [Double], [Double]) = ([], [], [])
    let clock = ContinuousClock()
    for _ in 0..<repeats {
      let start = clock.now
      let lines = try DrawingReader.read(bytes: bytes, named: "drawing").lines
      let usual = rows.usual(model: model)
      guard let query = DrawingQuery(lines: lines, model: model, usual: usual) else { continue }
      let prepared = clock.now
      let hits = rows.search([query], keeping: 100)
      let end = clock.now
      guard !hits.isEmpty else { continue }
      whole.append((end - start) / .milliseconds(1))
      preparing.append((prepared - start) / .milliseconds(1))
      scanning.append((end - prepared) / .milliseconds(1))
    }
    func median(_ values: [Double]) -> String {
      "\((values.sorted()[values.count / 2] * 100).rounded() / 100)"
    }
    print(
      "pictures \(pictures) bytes-a-picture \(rows.byteCount / rows.count) milliseconds \(median(whole)) "
        + "preparing \(median(preparing)) scanning \(median(scanning)) fastest \((whole.min() ?? 0).rounded())"
    )
  }
}
