extension DrawingTruth {
  /// The truth of drawings in one of its four forms, told by what `path` is:
  ///
  /// - `FILE.csv`: a table `drawing,class,photo`; `photo` may be missing or empty.
  /// - another file: a line for each right answer, the drawing's number and the photograph's path, as Flickr15k has it.
  /// - a folder: a list `NAME.txt` for each drawing NAME, a photograph a line, as for the 53 drawings of Saavedra's set.
  /// - `nil`: a folder for each class on both sides.
  ///
  /// - Parameters:
  ///   - photographs: the paths of all files that are searched.
  ///   - drawings: the paths of the drawings' files.
  package static func read(
    from path: String?, photographs: [String], drawings: [String]
  ) throws(EvaluationError) -> DrawingTruth {
    let files = DrawingFiles(photographs: photographs, drawings: drawings)
    guard let path else { return try ClassFolders.truth(of: files) }
    if path.hasSuffix(".csv") { return try DrawingTable.truth(from: path, files) }
    if (try? TruthFolder.names(in: path)) != nil { return try AnswerLists.truth(fromFolder: path, files) }
    return try AnswerLists.truth(fromNumberedLines: path, files)
  }
}

/// The files of a set of drawings, found by the names that a truth has for them.
struct DrawingFiles {
  let photographs: [String]
  let drawings: [String]
  private let photographNames: PictureNames
  private let drawingNames: PictureNames

  init(photographs: [String], drawings: [String]) {
    self.photographs = photographs
    self.drawings = drawings
    photographNames = PictureNames(photographs)
    drawingNames = PictureNames(drawings)
  }

  /// The path of a drawing that a truth names.
  func drawing(_ name: String, in file: TruthText, line: Int) throws(EvaluationError) -> String {
    guard let path = try Self.path(drawingNames.match(name), name, file, line) else {
      throw file.error(line: line, "the drawing \(name) is not there: name the folder of drawings with --drawings")
    }
    return path
  }

  /// The path of a photograph; `nil` for one that is not there.
  func photograph(_ name: String, in file: TruthText, line: Int) throws(EvaluationError) -> String? {
    try Self.path(photographNames.match(name), name, file, line)
  }

  private static func path(
    _ match: PictureNames.Match, _ name: String, _ file: TruthText, _ line: Int
  ) throws(EvaluationError) -> String? {
    switch match {
    case .found(let path): return path
    case .missing: return nil
    case .ambiguous(let paths):
      throw file.error(
        line: line, "\(name) could be \(paths.joined(separator: " or ")): give its folder too")
    }
  }
}
