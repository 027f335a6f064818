/// The table `drawing,class,photo`: a line for each drawing, what it shows, and the photograph that was drawn, if one is known.
///
/// A photograph is of the class that the table gives it; else of the one that its folder is named after; else of the one that its
/// file's name begins with, followed by no letter: `dog_17.jpg` is of the class `dog`.
enum DrawingTable {
  private struct Line {
    var number: Int
    var drawing, category, photograph: String
  }

  static func truth(from path: String, _ files: DrawingFiles) throws(EvaluationError) -> DrawingTruth {
    let file = try TruthText(path: path)
    let lines = try lines(of: file)
    guard !lines.isEmpty else { throw EvaluationError(path: path, "the truth has no drawings") }
    var categories: [String: String] = [:]
    var missing: Set<String> = []
    var queries: [(query: DrawingTruth.Query, line: Int)] = []
    var seen: [String: Int] = [:]
    for line in lines {
      let drawing = try files.drawing(line.drawing, in: file, line: line.number)
      if let before = seen.updateValue(line.number, forKey: drawing) {
        throw file.error(line: line.number, "\(line.drawing) stands in line \(before) already")
      }
      var query = DrawingTruth.Query(drawing: drawing, category: line.category, positives: [])
      if !line.photograph.isEmpty {
        query.instance = try files.photograph(line.photograph, in: file, line: line.number)
        if query.instance == nil { missing.insert(line.photograph) }
      }
      if let instance = query.instance, let other = categories.updateValue(line.category, forKey: instance),
        other != line.category
      {
        throw file.error(
          line: line.number, "\(line.photograph) is of the class \(other) above and \(line.category) here")
      }
      queries.append((query, line.number))
    }
    let members = members(of: Set(lines.map(\.category)), in: files.photographs, given: categories)
    for (query, line) in queries where members[query.category] == nil {
      throw file.error(
        line: line,
        "no photograph is of the class \(query.category): expected a folder or files named after it below --images")
    }
    return try DrawingTruth(
      queries.map { query, _ in
        var query = query
        query.positives = members[query.category] ?? []
        return query
      }, photographs: files.photographs, missing: Array(missing), path: path)
  }

  private static func lines(of file: TruthText) throws(EvaluationError) -> [Line] {
    let records = try CommaSeparatedValues(file).records
    let head = records.first?.fields.map { $0.lowercased() } ?? []
    guard head == ["drawing", "class", "photo"] || head == ["drawing", "class"] else {
      throw EvaluationError(path: file.path, "expected the columns drawing, class and photo in the first line")
    }
    var lines: [Line] = []
    for record in records.dropFirst() {
      guard record.fields.count == head.count else {
        throw file.error(
          line: record.line, "expected \(head.count) columns as in the first line, not \(record.fields.count)")
      }
      guard !record.fields[0].isEmpty else { throw file.error(line: record.line, "a drawing without a name") }
      guard !record.fields[1].isEmpty else { throw file.error(line: record.line, "a drawing without a class") }
      lines.append(
        Line(
          number: record.line, drawing: record.fields[0], category: record.fields[1],
          photograph: head.count > 2 ? record.fields[2] : ""))
    }
    return lines
  }

  /// The photographs of each class that has some.
  private static func members(
    of categories: Set<String>, in photographs: [String], given: [String: String]
  ) -> [String: Set<String>] {
    // The longest first: `horse_cart_1.jpg` is of `horse_cart` where there is such a class.
    let sorted = categories.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    var members: [String: Set<String>] = [:]
    for photograph in photographs {
      guard let category = given[photograph] ?? category(of: photograph, among: sorted) else { continue }
      members[category, default: []].insert(photograph)
    }
    return members
  }

  private static func category(of photograph: String, among categories: [String]) -> String? {
    let path = PicturePath(photograph)
    if let folder = path.folders.last.map(String.init), categories.contains(folder) { return folder }
    return categories.first { category in
      path.stem.hasPrefix(category) && path.stem.dropFirst(category.count).first?.isLetter != true
    }
  }
}
