/// Pictures and the groups that they belong to, from folders or from a table.
struct PictureGrouping {
  /// A picture and its group, `""` for none.
  var members: [(picture: String, group: String)]

  /// Every picture of a group of two or more asks for the others. It is itself in the collection, and would be found
  /// first: it is junk among its answers.
  func groundTruth(of benchmark: Benchmark) -> GroundTruth {
    var groups: [String: Set<String>] = [:]
    for member in members where !member.group.isEmpty {
      groups[member.group, default: []].insert(member.picture)
    }
    let asking = members.filter { groups[$0.group, default: []].count > 1 }.sorted { $0.picture < $1.picture }
    let relevance = asking.map { query in
      Relevance(
        positives: groups[query.group, default: []].subtracting([query.picture]), junk: [query.picture])
    }
    return GroundTruth(
      benchmark: benchmark, queries: asking.map { GroundTruth.Query(name: $0.picture, picture: $0.picture) },
      setups: [GroundTruth.Setup(name: "", relevance: relevance)], pictures: members.map(\.picture))
  }
}

/// A folder for each group.
enum FolderGroups {
  /// Pictures without a folder belong to no group.
  static func truth(of benchmark: Benchmark, pictures: [String]) throws(EvaluationError) -> GroundTruth {
    let members = pictures.map { (picture: $0, group: PicturePath($0).folders.joined(separator: "/")) }
    let truth = PictureGrouping(members: members).groundTruth(of: benchmark)
    guard !truth.queries.isEmpty else {
      throw EvaluationError("no folder has two pictures: expected a folder for each group")
    }
    let folders = Set(members.map(\.group))
    guard folders.count > 1 else {
      throw EvaluationError(
        "all pictures lie in one folder, and would be one group: expected a folder for each group")
    }
    return truth
  }
}

/// A table `name,group` with or without these two words as its first line.
package struct GroupTable {
  private let grouping: PictureGrouping
  private let path: String

  package init(path: String) throws(EvaluationError) {
    self.path = path
    let file = try TruthText(path: path)
    var records = try CommaSeparatedValues(file).records
    if let first = records.first, first.fields.map({ $0.lowercased() }) == ["name", "group"] {
      records.removeFirst()
    }
    var lines: [String: Int] = [:]
    for record in records {
      guard record.fields.count == 2 else {
        throw file.error(
          line: record.line, "expected two columns, name and group, not \(record.fields.count)")
      }
      guard !record.fields[0].isEmpty else { throw file.error(line: record.line, "a picture without a name") }
      if let before = lines.updateValue(record.line, forKey: record.fields[0]) {
        throw file.error(line: record.line, "\(record.fields[0]) stands in line \(before) already")
      }
    }
    grouping = PictureGrouping(members: records.map { (picture: $0.fields[0], group: $0.fields[1]) })
  }

  /// The group of each picture that has one.
  package var groups: [String: String] {
    var groups: [String: String] = [:]
    for member in grouping.members where !member.group.isEmpty { groups[member.picture] = member.group }
    return groups
  }

  func groundTruth(of benchmark: Benchmark) throws(EvaluationError) -> GroundTruth {
    let truth = grouping.groundTruth(of: benchmark)
    guard !truth.queries.isEmpty else { throw EvaluationError(path: path, "no group has two pictures") }
    return truth
  }
}
