import Raster
import Testing

@testable import SyntheticScenes

@Suite("views of scenes")
struct ViewTests {
  private static let grey = ColourPicture(
    width: 200, height: 150, filledWith: Colour(red: 120, green: 120, blue: 120))

  private static let cameras: [Camera] = {
    var everything = Camera.tilted(by: 40, direction: 210)
    everything.rotationInDegrees = 25
    everything.scale = 0.7
    everything.shiftX = 11.3
    everything.shiftY = -7.8
    return [
      .rotated(by: 33), .scaled(by: 0.5), .scaled(by: 1.7), .tilted(by: 30, direction: 0),
      .tilted(by: 60, direction: 75),
      everything,
    ]
  }()

  @Test("a view without any change is the object")
  func identity() throws {
    let object = Scene(kind: .poster, seed: 4).picture(width: 90, height: 71)
    let view = try object.view(ViewOptions())
    #expect(view.viewFromObject == .identity)
    #expect(view.picture == object)
  }

  @Test("marked points of the object are found where the homography says", arguments: cameras.indices)
  func dots(index: Int) throws {
    let camera = Self.cameras[index]
    for place in [Point(x: 99.5, y: 74.5), Point(x: 60, y: 41), Point(x: 133, y: 102)] {
      var canvas = Canvas(width: 200, height: 150, filledWith: .black)
      canvas.drawDot(x: place.x, y: place.y, radius: 2.5, colour: .white)
      var options = ViewOptions(camera: camera)
      options.background = .plain(.black)
      let view = try canvas.picture.view(options)
      let expected = try #require(view.viewFromObject.apply(to: place))
      let (x, y) = centreOfMass(view.picture)
      #expect(abs(x - expected.x) < 0.3 && abs(y - expected.y) < 0.3, "\(camera): \(x), \(y) for \(expected)")
    }
  }

  private func centreOfMass(_ picture: ColourPicture) -> (Double, Double) {
    var (mass, x, y) = (0.0, 0.0, 0.0)
    for (index, value) in greyValues(picture).enumerated() {
      mass += value
      x += value * Double(index % picture.width)
      y += value * Double(index / picture.width)
    }
    return (x / mass, y / mass)
  }

  @Test("a fine chequerboard seen from afar is even grey", arguments: [0.25, 0.125, 0.3])
  func noAliasing(scale: Double) throws {
    let bytes = (0..<256 * 256 * 3).map { UInt8(($0 / 3 % 256 + $0 / 768).isMultiple(of: 2) ? 0 : 255) }
    var options = ViewOptions(camera: .scaled(by: scale))
    (options.width, options.height) = (24, 24)
    options.background = .plain(.black)
    let view = try ColourPicture(width: 256, height: 256, bytes: bytes).view(options)
    for value in view.picture.bytes { #expect(abs(Int(value) - 128) <= 2) }
  }

  @Test("stripes that are foreshortened blur, those across stay sharp", arguments: [45.0, -45, 135])
  func anisotropy(direction: Double) throws {
    func contrast(isAcross: Bool) throws -> Double {
      let fallsToRight = (direction == 45) != isAcross
      let bytes = (0..<200 * 200 * 3).map { index -> UInt8 in
        let (x, y) = (index / 3 % 200, index / 600)
        return ((fallsToRight ? x + y : x - y + 400) / 3).isMultiple(of: 2) ? 40 : 210
      }
      var options = ViewOptions(camera: .tilted(by: 75, direction: direction))
      options.camera.distance = 10
      (options.width, options.height) = (20, 20)
      let grey = greyValues(try ColourPicture(width: 200, height: 200, bytes: bytes).view(options).picture)
      let mean = grey.reduce(0, +) / Double(grey.count)
      return (grey.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(grey.count)).squareRoot()
    }
    #expect(try contrast(isAcross: false) < 25)
    #expect(try contrast(isAcross: true) > 50)
  }

  @Test("noise has the deviation asked for and is the same for the same seed", arguments: [2.0, 10, 25])
  func noise(sigma: Double) throws {
    var options = ViewOptions()
    options.noiseSigma = sigma
    let view = try Self.grey.view(options)
    let values = view.picture.bytes.map { Double($0) - 120 }
    let mean = values.reduce(0, +) / Double(values.count)
    let deviation = (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
    #expect(abs(mean) < 0.05 * sigma)
    #expect(abs(deviation - (sigma * sigma + 1 / 12).squareRoot()) < 0.03 * sigma)
    #expect(try Self.grey.view(options).picture == view.picture)
    options.seed = 1
    #expect(try Self.grey.view(options).picture != view.picture)
  }

  @Test("light changes as asked")
  func light() throws {
    func value(_ change: (inout ViewOptions.Light) -> Void, x: Int = 99, y: Int = 74) throws -> UInt8 {
      var options = ViewOptions()
      change(&options.light)
      return try Self.grey.view(options).picture.bytes[3 * (y * 200 + x)]
    }
    #expect(try value { $0.gain = 0.5 } == 60)
    #expect(try value { $0.offset = 30 } == 150)
    // 255 · (120 / 255)² = 56.5
    #expect(try (56...57).contains(value { $0.gamma = 2 }))
    #expect(try value({ $0.gradientX = 0.5 }, x: 199) == 180)
    #expect(try value({ $0.gradientX = 0.5 }, x: 0) == 60)
    #expect(try value({ $0.gradientY = -0.5 }, y: 149) == 60)
    #expect(try value { $0.gain = 9 } == 255)
  }

  @Test("a blurred edge rises as a Gaussian of the deviation asked for sums up", arguments: [0.8, 2.0, 5])
  func blur(sigma: Double) throws {
    for isAcross in [true, false] {
      var canvas = Canvas(width: 80, height: 80, filledWith: .black)
      canvas.fillBox(
        left: isAcross ? 39.5 : -1, top: isAcross ? -1 : 39.5, right: 80, bottom: 80, paint: Paint(.white))
      var options = ViewOptions()
      options.blurSigma = sigma
      let bytes = try canvas.picture.view(options).picture.bytes
      let profile = (0..<80).map { Double(bytes[3 * (isAcross ? 40 * 80 + $0 : $0 * 80 + 40)]) }
      let rises = zip(profile.dropFirst(), profile).map { $0 - $1 }
      let mean = rises.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / 255
      let variance =
        rises.enumerated().reduce(0) {
          $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element
        }
        / 255
      #expect(profile[0] == 0 && profile[79] == 255)
      #expect(abs(mean - 39) < 0.05 && abs(variance.squareRoot() - sigma) < 0.04 * sigma)
    }
  }

  @Test(
    "what stands in front covers the share asked for, and points behind it are not visible",
    arguments: [0.1, 0.3, 0.6])
  func occlusion(share: Double) throws {
    var options = ViewOptions()
    options.occludedShare = share
    options.seed = 9
    let view = try Self.grey.view(options)
    var hidden = 0
    for y in 0..<150 {
      for x in 0..<200 where !view.isVisible(Point(x: Double(x), y: Double(y))) { hidden += 1 }
    }
    #expect(abs(Double(hidden) / 30_000 - share) < 0.02)
    for y in 0..<150 {
      for x in 0..<200 where view.isVisible(Point(x: Double(x), y: Double(y))) {
        let value = Int(view.picture.bytes[3 * (y * 200 + x)])
        if value != 120 { hidden -= 1 }
      }
    }
    #expect(
      hidden > 0, "visible points show the object, but for the antialiased rims of what stands before them")
  }

  @Test("points outside of the object or of the view are not visible")
  func visibility() throws {
    var camera = Camera.scaled(by: 2)
    camera.shiftX = 20
    let view = try Self.grey.view(ViewOptions(camera: camera))
    #expect(view.isVisible(Point(x: 99.5, y: 74.5)))
    #expect(!view.isVisible(Point(x: 2, y: 74.5)) && !view.isVisible(Point(x: 99.5, y: 2)))
    #expect(!view.isVisible(Point(x: -1, y: 74)) && !view.isVisible(Point(x: 99, y: 150)))
  }
}

@Suite("compression of views")
struct CompressionTests {
  @Test("stronger compression changes a view more")
  func jpegStrength() throws {
    let object = Scene(kind: .facade, seed: 3).picture(width: 160, height: 120)
    let errors = try [95, 60, 20, 5].map { quality -> Double in
      var options = ViewOptions()
      options.jpegQuality = quality
      let view = try object.view(options).picture
      return zip(view.bytes, object.bytes).reduce(0.0) { $0 + abs(Double($1.0) - Double($1.1)) }
    }
    #expect(errors == errors.sorted() && errors[0] > 0)
  }
}
