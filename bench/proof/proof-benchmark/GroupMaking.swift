import Core
import Raster
import SyntheticScenes

/// Many small pictures of many objects, some of each: the views are taken from moderately different places, in different light,
/// before different grounds, with noise and now and then something in front. Pictures of an object lie in a folder of its own,
/// `object-NNNN/NN.jpg`; `truth.csv` has the homography from the object's pixels to each.
struct GroupMaking {
  let arguments: SceneArguments

  private static let (width, height) = (320, 240)

  init(_ arguments: SceneArguments) { self.arguments = arguments }

  func run() throws {
    let objectCount = arguments.number("objects", 1000)
    try arguments.makeFolder()
    for object in 0..<objectCount { try arguments.makeFolder("object-" + padded(object)) }
    let results = Parallel.map(count: objectCount, jobs: arguments.jobs) { object in
      Result { try makeViews(of: object) }
    }
    let lines = try results.flatMap { try $0.get() }
    try arguments.write(["picture,object,h11,h12,h13,h21,h22,h23,h31,h32,h33"] + lines, to: "truth.csv")
  }

  private func makeViews(of number: Int) throws -> [String] {
    let object = Scene(number: number, ofCollection: arguments.seed)
      .picture(width: Self.width * 3 / 2, height: Self.height * 3 / 2)
    let viewCount = arguments.number("views", 10)
    return try (0..<viewCount).map { index in
      let view = try object.view(options(of: number * viewCount + index))
      let name = "object-\(padded(number))/\(index < 10 ? "0" : "")\(index).jpg"
      try PictureFile.writeJPEG(view.picture, toPath: arguments.folder + "/" + name, quality: 88)
      return "\(name),\(number)," + view.viewFromObject.elements.map { "\($0)" }.joined(separator: ",")
    }
  }

  private func options(of picture: Int) -> ViewOptions {
    var random = SeededGenerator(seed: arguments.seed, stream: UInt64(picture))
    let kinds = SceneKind.allCases
    var options = ViewOptions()
    (options.width, options.height, options.seed) = (Self.width, Self.height, random.next())
    options.background = .scene(Scene(kind: kinds[random.index(below: kinds.count)], seed: random.next()))
    options.camera.tiltInDegrees = random.uniform(0, 25)
    options.camera.tiltDirectionInDegrees = random.uniform(0, 360)
    options.camera.rotationInDegrees = random.uniform(-10, 10)
    options.camera.scale = random.uniform(0.5, 0.8)
    options.camera.shiftX = random.uniform(-30, 30)
    options.camera.shiftY = random.uniform(-20, 20)
    options.light.gain = random.uniform(0.75, 1.2)
    options.light.gamma = random.uniform(0.9, 1.15)
    options.light.gradientX = random.uniform(-0.15, 0.15)
    options.light.gradientY = random.uniform(-0.15, 0.15)
    options.noiseSigma = random.uniform(0, 4)
    options.occludedShare = random.unit() < 0.2 ? random.uniform(0.05, 0.15) : 0
    return options
  }
}
