/// Where headings and cells of a sheet lie: sections below each other, each a heading and rows of cells.
struct SheetLayout {
  static let gap = 12
  static let columns = 4
  static let headerHeight = 420
  static let headingHeight = 32
  static let width = columns * (ResultCell.width + gap) + gap

  /// The top left pixel of each cell.
  private(set) var cellPlaces: [(x: Int, y: Int)] = []
  private(set) var headings: [(text: String, top: Int)] = []
  private(set) var height: Int

  init(sections: [(heading: String, count: Int)]) {
    height = Self.headerHeight
    for section in sections {
      headings.append((section.heading, height))
      height += Self.headingHeight
      for index in 0..<section.count {
        cellPlaces.append(
          (
            Self.gap + index % Self.columns * (ResultCell.width + Self.gap),
            height + index / Self.columns * (ResultCell.height + Self.gap)
          ))
      }
      height += (section.count + Self.columns - 1) / Self.columns * (ResultCell.height + Self.gap)
    }
  }
}
