/// A folder for each class: photographs in `…/CLASS/`, drawings in `…/CLASS/` too, or named after it: `CLASS.png`, `CLASS_2.png`, `CLASS-2.png`.
enum ClassFolders {
  static func truth(of files: DrawingFiles) throws(EvaluationError) -> DrawingTruth {
    var members: [String: Set<String>] = [:]
    for photograph in files.photographs {
      guard let folder = PicturePath(photograph).folders.last else { continue }
      members[String(folder), default: []].insert(photograph)
    }
    var queries: [DrawingTruth.Query] = []
    for drawing in files.drawings.sorted() {
      guard let category = category(of: drawing, among: members) else {
        throw EvaluationError(
          path: drawing,
          "is of no class: expected a folder named after one of the photographs' folders, or such a name before _ or -"
        )
      }
      queries.append(
        DrawingTruth.Query(drawing: drawing, category: category, positives: members[category] ?? []))
    }
    return try DrawingTruth(queries, photographs: files.photographs)
  }

  private static func category(of drawing: String, among members: [String: Set<String>]) -> String? {
    let path = PicturePath(drawing)
    let stem = String(path.stem)
    let parts = stem.indices.reversed().filter { "_-".contains(stem[$0]) }.map { String(stem[..<$0]) }
    let folder = path.folders.last.map { [String($0)] } ?? []
    return (folder + [stem] + parts).first { members[$0] != nil }
  }
}
