/// A cell of a table of comma-separated values (RFC 4180).
package enum TableCell {
  /// In quotes where it has to be.
  package static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
