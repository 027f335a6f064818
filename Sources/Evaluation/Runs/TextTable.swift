/// Columns of text side by side: the first to the left, the others to the right.
struct TextTable {
  private var rows: [[String]]

  init(head: [String]) { rows = [head] }

  /// As many cells as the head has.
  mutating func append(_ row: [String]) { rows.append(row) }

  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + space : space + row[column]
      }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
