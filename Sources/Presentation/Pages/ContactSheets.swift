import Core

/// A page of groups of pictures, each a contact sheet: a heading and thumbnails with captions. One file, with nothing
/// loaded from elsewhere.
package enum ContactSheets {
  package typealias Picture = (name: String, caption: String)
  package typealias Group = (title: String, pictures: [Picture])

  /// The longer side of a thumbnail.
  package static let thumbnailSide = 160

  /// Writes the page piece by piece, so that many thousand thumbnails need no memory. `load` gives a picture by its name,
  /// or `nil` when it is gone, and is called from `jobs` threads; the page doesn't depend on that.
  package static func write<Failure: Error>(
    title: String, groups: [Group], jobs: Int = 1,
    load: ShownPicture.Loading = ShownPicture.fromFiles,
    into sink: (_ bytes: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let styles = [PageStyle.base, PageStyle.contactSheets]
    let count = groups.reduce(0) { $0 + $1.pictures.count }
    let summary =
      groups.isEmpty
      ? "no groups"
      : "\(NumberText.count(groups.count, "group")) of \(NumberText.count(count, "picture"))"
    try sink(
      Array(
        (PageFrame.opening(title: title, styles: styles, allowsScripts: false)
          + "<h1>\(HTMLText.escaped(title))</h1>\n<p class=\"faint\">\(summary)</p>\n").utf8))
    for group in groups { try sink(section(of: group, jobs: jobs, load: load)) }
    try sink(Array(PageFrame.closing.utf8))
  }

  /// The whole page at once.
  package static func html(
    title: String, groups: [Group], jobs: Int = 1,
    load: ShownPicture.Loading = ShownPicture.fromFiles
  ) -> [UInt8] {
    var page: [UInt8] = []
    write(title: title, groups: groups, jobs: jobs, load: load) { page += $0 }
    return page
  }

  private static func section(
    of group: Group, jobs: Int, load: ShownPicture.Loading
  ) -> [UInt8] {
    let pictures = group.pictures
    let images = Parallel.map(count: pictures.count, jobs: jobs) { index in
      load(pictures[index].name, thumbnailSide).flatMap { EmbeddedPicture($0, maxSide: thumbnailSide) }
    }
    var html = HTMLText()
    html.append("<section>\n<h2>\(HTMLText.escaped(group.title))")
    html.append("<span class=\"count\">\(NumberText.count(pictures.count, "picture"))</span></h2>\n")
    html.append("<div class=\"sheet\">\n")
    for (picture, image) in zip(pictures, images) { append(picture, image, to: &html) }
    html.append("</div>\n</section>\n")
    return html.bytes
  }

  private static func append(_ picture: Picture, _ image: EmbeddedPicture?, to html: inout HTMLText) {
    html.append("<figure><div class=\"frame\">")
    if let image {
      html.append(
        "<img alt=\"\" width=\"\(image.width)\" height=\"\(image.height)\" src=\"")
      html.append(bytes: image.uri)
      html.append("\">")
    } else {
      html.append("<div class=\"missing\">picture not found</div>")
    }
    html.append("</div><figcaption>\(HTMLText.name(picture.name))")
    if !picture.caption.isEmpty {
      html.append("<span class=\"faint\">\(HTMLText.escaped(picture.caption))</span>")
    }
    html.append("</figcaption></figure>\n")
  }
}
