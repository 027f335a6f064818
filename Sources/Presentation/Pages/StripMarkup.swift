/// A picture of a strip: in a frame whose colour says what the truth says of it, its file's name below.
enum StripMarkup {
  static func append(
    _ picture: EmbeddedPicture?, kind: String, caption: String, box: String, to html: inout HTMLText
  ) {
    html.append("<figure><div class=\"frame \(kind)\">")
    if let picture {
      html.append("<img alt=\"\" src=\"")
      html.append(bytes: picture.uri)
      html.append("\">")
    } else {
      html.append("<div class=\"missing\">picture not found</div>")
    }
    let last = caption.split(separator: "/").last.map(String.init) ?? caption
    html.append(
      "\(box)</div><figcaption title=\"\(HTMLText.escaped(caption))\">\(HTMLText.name(last))</figcaption></figure>\n"
    )
  }
}
