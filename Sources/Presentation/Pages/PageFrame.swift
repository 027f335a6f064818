/// What all pages have around their content. The policy lets a browser load nothing from anywhere: whatever stands in a
/// name, the page is what is in its file.
enum PageFrame {
  static func opening(title: String, styles: [String], allowsScripts: Bool) -> String {
    let scripts = allowsScripts ? " script-src 'unsafe-inline';" : ""
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:;\(scripts) style-src 'unsafe-inline'">
      <title>\(HTMLText.escaped(title))</title>
      <style>
      \(styles.joined(separator: "\n"))
      </style>
      </head>
      <body>

      """
  }

  static let closing = "</body>\n</html>\n"
}
