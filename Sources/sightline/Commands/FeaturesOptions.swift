import ArgumentParsing
import LocalFeatures
import Raster

/// The options of `sightline features`, and from them the options of the library.
enum FeaturesOptions {
  private static let detection = "Features"
  private static let reading = "Pictures"
  private static let output = "Output"
  private static let defaults = FeatureOptions()

  static let features = ModelOption.making(group: detection)
  static let detector = Option.choice(
    "detector", "NAME", default: defaults.detector, group: detection,
    help: "How points are found. The difference of Gaussians and the two of Laplace find circles, the affine "
      + "ones ellipses, which survive a slanted view.")
  static let descriptor = Option.choice(
    "descriptor", "NAME", default: defaults.descriptor, group: detection,
    help: "What is written down of each point.")
  static let orientation = Option.choice(
    "orientation", "KIND", default: defaults.orientation, group: detection,
    help:
      "Which way is up. The picture's own vertical, or the strongest gradients of each region, for "
      + "pictures that may be turned.")
  static let maxFeatures = Option.wholeNumber(
    "max-features", atLeast: 1, default: defaults.maxFeatures, group: detection,
    help: "At most so many features a picture, the strongest, spread over it.")
  static let maxSide = Option.wholeNumber(
    "max-side", "PIXELS", atLeast: 16, default: defaults.maxSide, group: detection,
    help: "Larger pictures are scaled down first; coordinates are still those of the picture in the file.")
  static let measurementRegion = Option.number(
    "measurement-region", "R", in: 1...50, default: Double(defaults.measurementRegion),
    defaultText: "\(defaults.measurementRegion)", group: detection,
    help: "The radius of the described region, in detected scales.")
  static let doubleBase = Option.flag(
    "double-base", group: detection,
    help: "Double the picture before points are sought. Finds smaller ones, takes four times as long.")

  static let maxPixels = Option.wholeNumber(
    "max-pixels", atLeast: 1, default: PictureFile.ReadingOptions().maxPixels, group: reading,
    help: "Refuse pictures of more pixels, before memory is taken for them.")
  static let tolerateTruncated = Option.flag(
    "tolerate-truncated", group: reading,
    help: "Take what there is of a file that is cut short or damaged, instead of refusing it.")

  static let format = Option.choice(
    "format", "FORMAT", default: FeatureFileFormat.oxford, group: output,
    help: "The text format of the Oxford affine-features programs, that of COLMAP's importer, or JSON.")
  static let file = Option.file(
    "output", group: output, help: "Write to this file instead of standard output.")
  static let directory = Option.directory(
    "output-directory", group: output,
    help: "Write one file a picture into this folder, created if missing: NAME.EXT.oxford, NAME.EXT.txt (as "
      + "COLMAP wants it) or NAME.EXT.json.")
  static let picture = Option.file(
    "picture", "OUT.png", group: output, help: "Also draw the regions over the picture (one picture only).")

  /// What says how classical features are made.
  static let classical: [any DescribedOption] = [
    detector, descriptor, orientation, measurementRegion, doubleBase,
  ]

  /// What every command that makes features of pictures has.
  static let making: [any DescribedOption] = [
    features, detector, descriptor, orientation, maxFeatures, maxSide, measurementRegion, doubleBase,
    maxPixels,
    tolerateTruncated,
  ]

  static let all: [any DescribedOption] = making + [format, file, directory, picture]

  /// The library's options that a command line asks for.
  static func featureOptions(_ arguments: Arguments) -> FeatureOptions {
    var options = FeatureOptions()
    options.detector = arguments[detector]
    options.descriptor = arguments[descriptor]
    options.orientation = arguments[orientation]
    options.maxFeatures = arguments[maxFeatures]
    options.maxSide = arguments[maxSide]
    options.measurementRegion = Float(arguments[measurementRegion])
    options.doublesBase = arguments[doubleBase]
    return options
  }

  static func readingOptions(_ arguments: Arguments) -> PictureFile.ReadingOptions {
    var options = PictureFile.ReadingOptions()
    options.maxPixels = arguments[maxPixels]
    options.toleratesTruncation = arguments[tolerateTruncated]
    return options
  }
}
