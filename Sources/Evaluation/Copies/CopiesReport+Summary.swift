/// A report for people.
extension CopiesReport {
  /// The table by kind, as lines of text.
  public var summary: String {
    var table = TextTable(head: ["kind", "copies", "sure", "found", "precision", "first", "wrong", "ms"])
    for (kind, figures) in kinds { table.append(Self.row(kind.rawValue, figures)) }
    if let total, kinds.count > 1 { table.append(Self.row("all", total)) }
    return table.text
  }

  private static func row(_ name: String, _ figures: CopyFigures) -> [String] {
    [
      name, "\(figures.copyCount)", MeasureText.fixed(figures.recallAtFullPrecision),
      MeasureText.fixed(figures.recall), MeasureText.fixed(figures.precision),
      MeasureText.fixed(figures.firstShare), "\(figures.wrongCount)",
      "\(Int((figures.medianSeconds * 1000).rounded()))",
    ]
  }
}
