/// Truths that list the right answers of each drawing.
enum AnswerLists {
  /// Lines of a drawing's number and a photograph's path with blanks between, one for each right answer (Flickr15k: 330 drawings
  /// `NUMBER.png`, 33 categories). The photograph's folder is the category.
  static func truth(
    fromNumberedLines path: String, _ files: DrawingFiles
  ) throws(EvaluationError) -> DrawingTruth {
    let file = try TruthText(path: path)
    var answers = Answers()
    for (number, text) in file.lines {
      let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "\t" }
      guard parts.count == 2, parts[0].utf8.allSatisfy(PicturePath.isDigit) else {
        throw file.error(
          line: number, "expected a drawing's number and the path of a photograph, as 17 tower/0042.jpg")
      }
      let name = String(parts[1].drop { $0 == " " || $0 == "\t" })
      let drawing = try files.drawing(String(parts[0]), in: file, line: number)
      let category = PicturePath(name).folders.last.map(String.init) ?? String(parts[0])
      try answers.add(name, to: drawing, category, file, line: number, files)
    }
    return try answers.truth(files, path: path)
  }

  /// A list `NAME.txt` for each drawing NAME, with a photograph a line (Saavedra's 53 drawings and 1,326 photographs). The
  /// drawing's name is the category.
  static func truth(fromFolder path: String, _ files: DrawingFiles) throws(EvaluationError) -> DrawingTruth {
    var answers = Answers()
    for name in try TruthFolder.names(in: path) where name.hasSuffix(".txt") && !name.hasPrefix(".") {
      let file = try TruthText(path: path + "/" + name)
      let category = String(name.dropLast(4))
      let drawing = try files.drawing(category, in: file, line: 1)
      for (number, text) in file.lines {
        try answers.add(String(text), to: drawing, category, file, line: number, files)
      }
    }
    guard !answers.isEmpty else {
      throw EvaluationError(
        path: path, "expected a list NAME.txt for each drawing NAME, with a photograph in each line")
    }
    return try answers.truth(files, path: path)
  }

  /// The right answers that were read so far.
  private struct Answers {
    private var queries: [DrawingTruth.Query] = []
    private var places: [String: Int] = [:]
    private var missing: Set<String> = []

    var isEmpty: Bool { queries.isEmpty }

    mutating func add(
      _ photograph: String, to drawing: String, _ category: String, _ file: TruthText, line: Int,
      _ files: DrawingFiles
    ) throws(EvaluationError) {
      let place = places[drawing] ?? queries.count
      if place == queries.count {
        places[drawing] = place
        queries.append(DrawingTruth.Query(drawing: drawing, category: category, positives: []))
      }
      if let path = try files.photograph(photograph, in: file, line: line) {
        queries[place].positives.insert(path)
      } else {
        missing.insert(photograph)
      }
    }

    func truth(_ files: DrawingFiles, path: String) throws(EvaluationError) -> DrawingTruth {
      try DrawingTruth(queries, photographs: files.photographs, missing: Array(missing), path: path)
    }
  }
}
