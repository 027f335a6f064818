/// A sentence for the person at the keyboard; the program ends with status 2.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}

/// What the command line asks for. A small program for developers: every option has one value but `--force`.
struct Options {
  enum Command: String, CaseIterable { case collection, sequences, sheet, drawings }

  var command: Command
  var output: String
  var count = 24
  var seed: UInt64 = 1
  var views = 3
  var objects = 6
  var width: Int?
  var height: Int?
  var force = false

  static let usage = """
    usage: make-scenes collection OUT_DIR [--count 24] [--views 3] [--seed 1] [--size 640x480] [--force]
           make-scenes sequences OUT_DIR [--objects 6] [--seed 1] [--size 800x600] [--force]
           make-scenes sheet OUT.png [--count 24] [--seed 1] [--size 640x480]
           make-scenes drawings OUT_DIR [--count 24] [--seed 1] [--size 320x240] [--force]

    Makes pictures of textured scenes whose geometry is known. The same options give the same pictures.

    collection  COUNT objects, each as it is and in VIEWS further views, as JPEG; truth.csv has for every
                picture its object and the homography from the object's pixels to its own
    sequences   for each object and each of viewpoint, scale, rotation, blur, jpeg, light and noise a folder with
                reference.png, 01.png, 02.png … and homographies.csv (from the reference's pixels to each)
    sheet       one picture that shows COUNT objects
    drawings    COUNT scenes with a shape somewhere in each, in scenes/, and each shape as somebody draws it, in
                drawings/; truth.csv has for every drawing its scene and where the shape stands

      --count N      how many objects a collection or sheet has, or scenes with shapes
      --views V      how many views of each object, besides the object itself
      --objects N    how many objects have sequences
      --seed S       another seed gives other objects
      --size WxH     the size of a picture in pixels
      --force        write into a folder that is not empty
      --help         show this
    A homography is h11, h12 … h33, row by row; (0, 0) is the centre of the top left pixel.
    """

  init(arguments: [String]) throws(UsageError) {
    guard let name = arguments.first else {
      throw UsageError(description: "a command is missing; see --help")
    }
    guard let command = Command(rawValue: name) else {
      throw UsageError(
        description: "there is no command '\(name)'; there are collection, sequences, sheet and drawings")
    }
    self.command = command
    output = ""
    var rest = arguments.dropFirst()
    var places: [String] = []
    while let argument = rest.popFirst() {
      if argument == "--force" {
        force = true
      } else if argument.hasPrefix("--") {
        guard let value = rest.popFirst() else { throw UsageError(description: "\(argument) needs a value") }
        try set(argument, to: value)
      } else {
        places.append(argument)
      }
    }
    guard places.count == 1, let place = places.first, !place.isEmpty else {
      throw UsageError(description: "\(name) needs exactly one output, not \(places.count)")
    }
    output = place
  }

  private mutating func set(_ option: String, to value: String) throws(UsageError) {
    func number(_ range: ClosedRange<Int>) throws(UsageError) -> Int {
      guard let number = Int(value), range.contains(number) else {
        throw UsageError(
          description:
            "\(option) must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(value)'"
        )
      }
      return number
    }
    switch option {
    case "--count": count = try number(1...1_000_000)
    case "--views": views = try number(0...1000)
    case "--objects": objects = try number(1...10_000)
    case "--seed":
      guard let seed = UInt64(value) else {
        throw UsageError(description: "--seed must be a whole number that is not negative, not '\(value)'")
      }
      self.seed = seed
    case "--size":
      let sides = value.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      guard sides.count == 2, sides.allSatisfy((32...8192).contains) else {
        throw UsageError(
          description: "--size must be like 640x480, each side 32 to 8192 pixels, not '\(value)'")
      }
      (width, height) = (sides[0], sides[1])
    default: throw UsageError(description: "there is no option '\(option)'; see --help")
    }
  }
}
