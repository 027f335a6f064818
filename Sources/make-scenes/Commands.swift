import Core
import Raster
import SyntheticScenes

/// The commands: each makes pictures and writes them with their truth.
enum Commands {
  static func run(_ options: Options) throws {
    switch options.command {
    case .collection: try makeCollection(options)
    case .sequences: try makeSequences(options)
    case .sheet: try makeSheet(options)
    case .drawings: try makeDrawings(options)
    }
  }

  /// A number with as many zeros before it as numbers below `count` need.
  private static func padded(_ number: Int, below count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, max(2, String(count - 1).count) - text.count)) + text
  }

  private static func csv(_ homography: Homography) -> String {
    homography.elements.map { "\($0)" }.joined(separator: ",")
  }

  private static let csvColumns = "h11,h12,h13,h21,h22,h23,h31,h32,h33"

  private static func makeCollection(_ options: Options) throws {
    let folder = try OutputFolder(path: options.output, force: options.force)
    let (width, height) = (options.width ?? 640, options.height ?? 480)
    var truth = ["name,object," + csvColumns]
    for number in 0..<options.count {
      let object = Scene(number: number, ofCollection: options.seed).picture(width: width, height: height)
      for index in 0...options.views {
        let name =
          "object-\(padded(number, below: options.count))-\(padded(index, below: options.views + 1)).jpg"
        let view = try object.view(Snapshot.options(object: number, view: index, seed: options.seed))
        try PictureFile.writeJPEG(view.picture, toPath: folder.file(name), quality: 92)
        truth.append("\(name),\(number),\(csv(view.viewFromObject))")
      }
    }
    try folder.write(truth, to: "truth.csv")
  }

  private static func makeSequences(_ options: Options) throws {
    let folder = try OutputFolder(path: options.output, force: options.force)
    for number in 0..<options.objects {
      let scene = Scene(number: number, ofCollection: options.seed)
      for change in TestSequence.Change.allCases {
        let sequence = TestSequence(
          of: scene, change: change, width: options.width ?? 800, height: options.height ?? 600)
        let place = try folder.folder("\(change.rawValue)-\(padded(number, below: options.objects))")
        try write(sequence, to: place)
      }
    }
  }

  private static func write(_ sequence: TestSequence, to folder: OutputFolder) throws {
    let (reference, items) = try sequence.pictures()
    try PictureFile.write(reference, toPath: folder.file("reference.png"))
    var lines = ["file,parameter," + csvColumns]
    for (index, item) in items.enumerated() {
      let name = padded(index + 1, below: items.count + 1) + ".png"
      try PictureFile.write(item.view.picture, toPath: folder.file(name))
      lines.append("\(name),\(item.parameter),\(csv(item.viewFromReference))")
    }
    try folder.write(lines, to: "homographies.csv")
  }

  private static func makeDrawings(_ options: Options) throws {
    let folder = try OutputFolder(path: options.output, force: options.force)
    let (scenes, drawings) = (try folder.folder("scenes"), try folder.folder("drawings"))
    var truth = ["drawing,class,photo,left,top,width,height"]
    for number in 0..<options.count {
      let shape = DrawableShape(number: number, ofCollection: options.seed)
      let name = "shape-\(padded(number, below: options.count))"
      let (picture, box) = shape.scene(width: options.width ?? 320, height: options.height ?? 240)
      try PictureFile.writeJPEG(picture, toPath: scenes.file(name + ".jpg"), quality: 92)
      try PictureFile.write(shape.drawing(), toPath: drawings.file(name + ".png"))
      let place = [box.left, box.top, box.width, box.height].map { "\(Int($0.rounded()))" }
      truth.append("\(name).png,\(name),\(name).jpg,\(place.joined(separator: ","))")
    }
    try folder.write(truth, to: "truth.csv")
  }

  private static func makeSheet(_ options: Options) throws {
    let scenes = (0..<options.count).map { Scene(number: $0, ofCollection: options.seed) }
    let pictures = scenes.map {
      $0.picture(width: options.width ?? 640, height: options.height ?? 480).scaledDown(
        toFitWidth: 320, height: 240)
    }
    let captions = scenes.enumerated().map { "\($0): \($1.kind.rawValue)" }
    let sheet = PictureLayout.sheet(
      pictures, captions: captions, columns: SceneKind.allCases.count, cellWidth: 320, cellHeight: 240)
    try PictureFile.write(sheet, toPath: options.output)
  }
}
