import ArgumentParsing
import Retrieval

/// The options of `sightline query`, and from them the options of the library.
enum QuerySettings {
  private static let search = "Search"
  private static let proof = "Proof"
  private static let drawings = "Drawings"
  private static let shown = "Pictures"
  private static let fine = "Fine tuning"
  private static let defaults = QueryOptions()

  static let top = Option.wholeNumber(
    "top", atLeast: 1, default: defaults.top, group: search, help: "At most so many results, the best.")
  static let region = Option.value(
    "region", "X,Y,W,H", default: PictureRegion?.none, group: search,
    help: "Look only for what lies in this rectangle of the query: left, top, width and height in pixels.",
    read: region)
  static let filter = Option.value(
    "filter", "GLOB", default: String?.none, group: search,
    help:
      "Search only pictures whose whole name fits: '*' is any text, slashes too, '?' a character, '[a-z]' "
      + "one of some."
  ) { text throws(UsageError) in text }
  static let rotations = Option.value(
    "rotations", "N", words: QueryOptions.Rotations.allCases.map { String($0.rawValue) },
    default: defaults.rotations, defaultText: "\(defaults.rotations.rawValue)", group: search,
    help: "Look for the query turned so many times, evenly, and keep each picture's best score. For upright "
      + "collections; where features have orientations of their own, all turns are found in any case.",
    read: rotations)
  static let mirror = Option.flag(
    "mirror", group: search,
    help:
      "Look for the query in a mirror too, left and right exchanged, under each of its rotations. For drawings too."
  )
  static let explain = Option.flag(
    "explain", group: search,
    help:
      "List the words that made each score of the shortlist: the weightiest ones, or with --json all of them."
  )
  static let vocabulary = Option.file(
    "vocabulary", group: search,
    help: "The collection's vocabulary, when it is no longer where it was.")
  static let features = ModelOption.locating(group: search)

  static let channel = Option.choice(
    "channel", "KIND", default: defaults.channel, group: search,
    help:
      "What is compared: the words of local features, one vector of each picture as a whole (global; for collections that "
      + "have some, see sightline embed), or both, as evidence that is added up.")
  static let drawing = Option.flag(
    "drawing", group: drawings,
    help: "IMAGE is a drawing: find pictures with such edges, whatever their colours and textures are.")
  static let thenPhotos = Option.wholeNumber(
    "then-photos", atLeast: 0, default: DrawingOptions().thenPhotos, group: drawings,
    help:
      "Look for so many of the first photographs too, those that agree with each other, in the words and vectors of the "
      + "collection, and add up what all of them say; 5 is a good number.")
  static let keyshapes = Option.file(
    "keyshapes", group: drawings,
    help: "The keyshapes of the collection's drawing rows, when they are no longer where they were.")
  static let neighbours = Option.choice(
    "neighbours", "KIND", default: defaults.neighbours, group: search,
    help:
      "Let vectors speak for their neighbours: average compares again with the query and what is nearest to it, augmentation "
      + "does so for each of the first pictures, diffusion follows the neighbours of neighbours, from the query and from what "
      + "is proven.")
  static let model = Option.file(
    "model", group: search,
    help: "The model of the collection's vectors, when it is no longer where it was.")

  static let verify = Option.wholeNumber(
    "verify", atLeast: 0, default: 200, group: proof,
    help:
      "Verify so many pictures by where matched points lie, the best of the shortlist; 0 takes the shortlist as it is."
  ).explainingDefault("200, and 1,000 when none of them is proven, or 0 in a lean collection")
  static let maxNFA = Option.value(
    FalseAlarmBound.optionName, "X", default: defaults.maxNFA, defaultText: "1e-3", group: proof,
    help: "A picture is proven to show the same when at most so many false alarms are expected in the whole "
      + "collection: other pictures that agree so well by chance. 'inf' lists whatever there is.",
    read: FalseAlarmBound.read)

  static let expand = Option.choice(
    "expand", "KIND", default: defaults.expand, group: proof,
    help:
      "Let the query grow by the surest of what is proven, and ask again: average takes all features that lie "
      + "within the query, hamming what several pictures agree on, discriminative teaches a classifier. Takes "
      + "several times as long and finds more; off asks once.")
  static let picture = Option.file(
    "picture", group: shown,
    help:
      "Draw a sheet into this file, PNG or JPEG: the query with its region, and the results with where it lies in each."
  )
  static let report = Option.file(
    "report", group: shown,
    help:
      "Write a page that needs no other file (HTML): the results, a slider that lays the query over each, the matched points, "
      + "and the words that made the score.")

  static let scoring = Option.choice(
    "scoring", "KIND", default: QueryOptions.Scoring.hamming, group: fine,
    help:
      "Compare words alone, signatures of features that share a word, or one signature for each word of a "
      + "picture (in collections that keep them)."
  ).explainingDefault("hamming, or bow in a lean collection")
  static let wordsPerFeature = Option.wholeNumber(
    "words-per-feature", atLeast: 1, default: 3, group: fine,
    help: "Look for each feature in so many words, the nearest."
  ).explainingDefault("3, or 1 for bow")
  static let distance = Option.value(
    "distance", "KIND", default: defaults.distance, defaultText: "cosine", group: fine,
    help:
      "How bow compares vectors: cosine, l1, l2, or the exponent of another Minkowski distance, 0.1 to 10.",
    read: distance)
  static let threshold = Option.value(
    "threshold", "BITS", default: 24, defaultText: "24, or 20 for points of a network", group: fine,
    help: "Features match in hamming when at most so many of the 64 bits of their signatures differ."
  ) { text throws(UsageError) in
    guard let bits = Int(text), (0...64).contains(bits) else {
      throw .value(text, of: "threshold", needs: "a number of bits from 0 to 64")
    }
    return bits
  }
  static let sigma = Option.number(
    "sigma", "BITS", in: 0.5...64, default: defaults.sigma, defaultText: "16", group: fine,
    help: "The weight of a match in hamming falls to 1/e at a difference of so many bits.")
  static let burstiness = Option.choice(
    "burstiness", "KIND", default: defaults.burstiness, group: fine,
    help:
      "In hamming, features that match often weigh less: those with many matches within a picture, across "
      + "pictures, or both.")
  static let stopShare = Option.number(
    "stop-share", "SHARE", in: 0...1, default: defaults.stopShare, defaultText: "\(defaults.stopShare)",
    group: fine,
    help: "Leave out words that a larger share of all pictures has, and more than a thousand pictures.")
  static let cap = Option.wholeNumber(
    "cap", atLeast: 0, default: defaults.mostPostings, defaultText: "0, which is no limit", group: fine,
    help: "Take the rarest words until they have so many pictures in sum, and leave out the rest. Quicker in "
      + "large collections.")

  static let all: [any DescribedOption] = [
    top, region, filter, rotations, mirror, channel, neighbours, explain, vocabulary, features, model, verify,
    maxNFA, expand, drawing, thenPhotos, keyshapes, picture, report,
    scoring,
    wordsPerFeature,
    distance, threshold, sigma,
    burstiness, stopShare, cap,
  ]

  /// Refuses options that have no effect on this scoring, or without verification.
  static func check(
    _ arguments: Arguments, scoring: QueryOptions.Scoring, verificationDepth: Int
  ) throws(ToolError) {
    if arguments.isGiven(maxNFA), verificationDepth == 0 {
      throw .failure("\(maxNFA.description.longForm) is for proofs, and this query verifies nothing")
    }
    let meant: [(option: any DescribedOption, scoring: QueryOptions.Scoring)] = [
      (distance, .bow), (threshold, .hamming), (sigma, .hamming), (burstiness, .hamming),
    ]
    for (option, wanted) in meant where arguments.isGiven(option) && scoring != wanted {
      throw .failure(
        "\(option.description.longForm) is for --scoring \(wanted.rawValue), and this query is scored by "
          + scoring.rawValue)
    }
  }

  /// The library's options that a command line asks for.
  static func options(_ arguments: Arguments) -> QueryOptions {
    var options = QueryOptions()
    options.top = arguments[top]
    options.scoring = arguments.isGiven(scoring) ? arguments[scoring] : nil
    options.distance = arguments[distance]
    options.region = arguments[region]
    options.rotations = arguments[rotations]
    options.mirror = arguments[mirror]
    options.verify = arguments.isGiven(verify) ? arguments[verify] : nil
    options.maxNFA = arguments[maxNFA]
    options.expand = arguments[expand]
    options.channel = arguments[channel]
    options.neighbours = arguments[neighbours]
    options.model = arguments[model]
    options.wordsPerFeature = arguments.isGiven(wordsPerFeature) ? arguments[wordsPerFeature] : nil
    options.threshold = arguments.isGiven(threshold) ? arguments[threshold] : nil
    options.sigma = arguments[sigma]
    options.burstiness = arguments[burstiness]
    options.stopShare = arguments[stopShare]
    options.mostPostings = arguments[cap]
    options.nameFilter = arguments[filter]
    options.explains = arguments[explain] || arguments[report] != nil
    options.jobs = arguments[CommonOptions.jobs]
    return options
  }
}

/// Values with forms of their own.
extension QuerySettings {
  private static func region(_ text: String) throws(UsageError) -> PictureRegion? {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard numbers.count == 4,
      case let (x?, y?, width?, height?) = (numbers[0], numbers[1], numbers[2], numbers[3])
    else { throw .value(text, of: "region", needs: "four numbers X,Y,W,H in pixels") }
    return PictureRegion(x: x, y: y, width: width, height: height)
  }

  private static func rotations(_ text: String) throws(UsageError) -> QueryOptions.Rotations {
    guard let rotations = Int(text).flatMap(QueryOptions.Rotations.init) else {
      throw .value(text, of: "rotations", needs: "1, 4 or 8")
    }
    return rotations
  }

  private static func distance(_ text: String) throws(UsageError) -> QueryOptions.VectorDistance {
    switch text {
    case "cosine": return .cosine
    case "l1": return .l1
    case "l2": return .l2
    default:
      guard let exponent = Double(text), QueryOptions.VectorDistance.exponents.contains(exponent) else {
        throw .value(text, of: "distance", needs: "cosine, l1, l2 or an exponent from 0.1 to 10")
      }
      return .minkowski(exponent)
    }
  }
}
