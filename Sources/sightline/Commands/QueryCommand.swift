import ArgumentParsing
import Retrieval

/// `sightline query COLLECTION IMAGE`: parse, call, print.
enum QueryCommand: Subcommand {
  private static let namePrefix = "name:"

  static let description = Command(
    name: "query", summary: "Find the pictures of a collection that show the same as a picture",
    discussion: """
      A shortlist of the pictures that have most in common with the query is verified by where matched points lie. \
      Prints a line for each picture, the best first: rank, mark, score, points, log NFA, box and name. The mark is \
      + for a picture that is proven to show the same, ? for one that agrees too little to be a proof, and - for the \
      rest of the shortlist; when none is proven, nothing is found. Points are those that agree. The NFA is the \
      number of pictures of other things that would agree so well by chance, in a collection as large as this; its \
      decimal logarithm is shown. The box is where the query lies in the picture: left, top, width and height in \
      pixels. With --rotations or --mirror the turn of the query that fitted stands before the name, as 90° or, in \
      a mirror, 90°m. What a picture has not is a dash.

      With --verify 0, and in lean collections, the shortlist is the result: rank, score and name.

      Collections that were given vectors of whole pictures (sightline embed) can be searched by these: with \
      --channel global alone, for what looks alike as a whole, or with --channel both together with the words. The proof \
      is the same.

      With --drawing IMAGE is what somebody drew, in any pen on any plain ground, and pictures with such edges are \
      found in collections that have drawing rows (sightline embed --drawings): rank, score, the box where the drawn thing \
      stands, and name. With --then-photos the photographs that it finds and that agree with each other are looked for too.

      Scores are for comparing results of one query; equal ones stand in the order of ingestion.

      A query that is in the collection itself is found too. A picture of the collection that is given by its \
      name is looked for as it is kept there, with one word a feature.
      """,
    operands: [
      Operand("COLLECTION", .one, values: .directory, help: "The collection's folder."),
      Operand(
        "IMAGE", .one,
        help:
          "A JPEG or PNG file, - for standard input, or name:NAME for a picture of the collection. A file "
          + "whose name begins so is given as ./name:NAME."),
    ],
    options: QuerySettings.all + CommonOptions.all,
    examples: [
      Example("sightline query archive photo.jpg", "the twenty pictures that fit best"),
      Example(
        "sightline query archive photo.jpg --region 120,80,300,200 --top 5",
        "only what lies in a rectangle of the query counts"),
      Example("sightline query archive name:1912/harbour.png", "more like a picture of the collection"),
      Example(
        "sightline query archive - --filter '1912/*' --json < photo.jpg",
        "a picture from standard input, among those of one folder"),
      Example(
        "sightline query archive photo.jpg --report found.html",
        "a page that shows the results and why they are"),
      Example(
        "sightline query archive turned.jpg --rotations 8", "a picture that may lie on its side or be askew"),
      Example(
        "sightline query archive print.png --mirror --verify 1000",
        "a print that may be reversed, searched with care"),
      Example("sightline query archive sketch.png --drawing --then-photos 5", "what somebody drew"),
    ],
    exitStatuses: [
      ExitStatus(0, "something was found"), ExitStatus(1, "nothing was found, or nothing proven"),
      ExitStatus(2, "the query or the collection cannot be read, or the command line is wrong"),
    ])

  /// The status for a query that nothing fits.
  private static let nothingFound: Int32 = 1

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    try QueryByDrawing.check(arguments)
    let source = try source(arguments.operands[1])
    guard !arguments[QuerySettings.drawing] else {
      let report = try QueryByDrawing.run(source, arguments, console)
      return status(of: report, console, QueryOptions())
    }
    let options = QuerySettings.options(arguments)
    let path = arguments.operands[0]
    let report: QueryReport = try ToolError.wrapping {
      let collection = try Collection.open(
        path, vocabulary: arguments[QuerySettings.vocabulary], network: arguments[QuerySettings.features])
      try QuerySettings.check(
        arguments, scoring: collection.scoring(for: options),
        verificationDepth: collection.verificationDepth(for: options))
      return try collection.query(source, options: options)
    }
    try Interruption.check()
    for warning in report.warnings {
      console.error("\(report.query): \(warning); what there is of it was taken")
    }
    try QueryPictures(arguments).write(report, of: source, options)
    if arguments[CommonOptions.json] {
      _ = try StandardOutput.show(QueryOutput.json(report))
    } else {
      _ = try StandardOutput.show(QueryOutput.text(report, listsWords: arguments[QuerySettings.explain]))
    }
    let status = status(of: report, console, options)
    if status == nothingFound, options.region == nil, report.searchedPictureCount > 0, source.looksLikeDrawing
    {
      console.note("\(report.query) looks like a drawing; --drawing looks for what is drawn")
    }
    return status
  }

  private static func status(
    of report: QueryReport, _ console: Console, _ options: QueryOptions
  ) -> Int32 {
    guard report.results.isEmpty else { return 0 }
    console.note(nothing(in: report, options))
    return nothingFound
  }

  private static func source(_ operand: String) throws(ToolError) -> QuerySource {
    if operand.hasPrefix(namePrefix) { return .picture(name: String(operand.dropFirst(namePrefix.count))) }
    let picture = InputPicture(path: operand)
    guard let bytes = try picture.standardInputBytes() else { return .file(path: operand) }
    return .bytes(bytes, name: picture.shownName)
  }

  /// Why there is nothing, where that is plain.
  private static func nothing(in report: QueryReport, _ options: QueryOptions) -> String {
    if report.featureCount == 0, report.channel == .words {
      return options.region == nil
        ? "nothing found: \(report.query) has no features"
        : "nothing found: \(report.query) has no features in this region; take a larger one"
    }
    if report.searchedPictureCount == 0 {
      return options.nameFilter.map { "nothing found: no name in \(report.collection) fits '\($0)'" }
        ?? "nothing found: \(report.collection) has no pictures"
    }
    guard report.verifiedCount > 0, let allowed = report.maxNFA else { return "nothing found" }
    let pictures =
      report.verifiedCount == 1
      ? "the one picture that was verified" : "\(report.verifiedCount) pictures that were verified"
    guard let nearest = report.nearest, let proof = nearest.proof else {
      return "nothing found: in none of \(pictures) points lie as in \(report.query)"
    }
    return
      "nothing found: of \(pictures) none is proven to show the same; \(Console.printable(nearest.name)) comes nearest, with "
      + "\(proof.inlierCount) points and an NFA of \(QueryOutput.scientific(proof.logNFA)), and --max-nfa allows \(allowed)"
  }
}
