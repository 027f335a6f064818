import Core
import Raster
import SyntheticScenes

/// Cluttered pictures, in some of which known objects stand at known places: freely turned, covering given shares of the picture,
/// and half to twice as large as in the picture that is asked with.
///
/// `pictures/` is to be searched: for each share so many pictures with an object that no other picture has, and others without any.
/// `queries/` has the objects straight on, each in a size of its own. `truth.csv` tells which query is in which picture, and where.
struct Planting {
  let arguments: SceneArguments

  private static let shares = [5, 10, 25]
  private static let (width, height) = (1024, 768)
  /// Objects are this large before they are reduced.
  private static let (objectWidth, objectHeight) = (1024, 768)
  private static let clutterCount = 8

  init(_ arguments: SceneArguments) { self.arguments = arguments }

  func run() throws {
    for name in ["", "pictures", "queries"] { try arguments.makeFolder(name) }
    let objectCount = arguments.number("objects", 40)
    let plantedCount = objectCount * Self.shares.count
    let pictureCount = max(plantedCount, arguments.number("pictures", 500))
    let results = Parallel.map(count: pictureCount, jobs: arguments.jobs) { number in
      Result { number < plantedCount ? try plant(number) : try makeOther(number) }
    }
    let head = "query,picture,share,scale,rotation,x1,y1,x2,y2,x3,y3,x4,y4,left,top,right,bottom"
    try arguments.write([head] + results.compactMap { try $0.get() }, to: "truth.csv")
  }

  private func ground(_ number: Int, _ random: inout SeededGenerator) -> ColourPicture {
    Composition.clutter(width: Self.width, height: Self.height, count: Self.clutterCount, seed: random.next())
  }

  private func makeOther(_ number: Int) throws -> String? {
    var random = SeededGenerator(seed: arguments.seed, stream: UInt64(number))
    try write(ground(number, &random), "pictures/other-\(padded(number)).jpg")
    return nil
  }

  /// A picture with its query; the line of the truth.
  private func plant(_ number: Int) throws -> String? {
    let share = Self.shares[number / arguments.number("objects", 40)]
    var random = SeededGenerator(seed: arguments.seed, stream: UInt64(number))
    let object = Scene(number: number, ofCollection: arguments.seed)
      .picture(width: Self.objectWidth, height: Self.objectHeight)
    let placement = placement(share: Double(share) / 100, &random)
    let view = try Composition.plant(
      object, into: ground(number, &random), placement, options: photography(&random))
    let scale = powerOfTwo(random.uniform(-1, 1))
    let side = (Double(share) / 100).squareRoot() / scale
    let query = object.scaled(
      toWidth: Int((Double(Self.width) * side).rounded()), height: Int((Double(Self.height) * side).rounded())
    )
    let name = "\(padded(number))-\(share)"
    try write(query, "queries/\(name).jpg")
    try write(view.picture, "pictures/planted-\(name).jpg")
    guard let box = view.box else { throw SceneError("\(name): the object lies outside") }
    let numbers =
      [Double(share), scale, placement.rotationInDegrees]
      + view.quadrilateral.flatMap { [$0.x, $0.y] } + [box.left, box.top, box.right, box.bottom]
    return "\(name).jpg,planted-\(name).jpg," + numbers.map { "\($0)" }.joined(separator: ",")
  }

  /// Turned by any angle, at any place where all of it is inside.
  private func placement(share: Double, _ random: inout SeededGenerator) -> Composition.Placement {
    var placement = Composition.Placement()
    placement.areaShare = share
    placement.rotationInDegrees = random.uniform(0, 360)
    let (cosine, sine) = cosineAndSine(placement.rotationInDegrees * .pi / 180)
    let (w, h) = (Double(Self.width) * share.squareRoot(), Double(Self.height) * share.squareRoot())
    let marginX = min(0.5, (abs(w * cosine) + abs(h * sine)) / 2 / Double(Self.width))
    let marginY = min(0.5, (abs(w * sine) + abs(h * cosine)) / 2 / Double(Self.height))
    placement.centreX = random.uniform(marginX, 1 - marginX)
    placement.centreY = random.uniform(marginY, 1 - marginY)
    return placement
  }

  /// Light and noise of the whole picture.
  private func photography(_ random: inout SeededGenerator) -> ViewOptions {
    var options = ViewOptions()
    options.seed = random.next()
    options.light.gain = random.uniform(0.75, 1.2)
    options.light.gamma = random.uniform(0.9, 1.15)
    options.noiseSigma = random.uniform(0, 4)
    return options
  }

  private func write(_ picture: ColourPicture, _ name: String) throws {
    try PictureFile.writeJPEG(picture, toPath: arguments.folder + "/" + name, quality: 90)
  }
}

/// At least four digits.
func padded(_ number: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, 4 - text.count)) + text
}
