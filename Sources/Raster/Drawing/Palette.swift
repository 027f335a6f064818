/// Colours for marks on pictures: bright, told apart also by those who do not see red and green as most do, and
/// with a dark companion for the rim of each mark.
package enum Palette {
  /// They differ in lightness as well as in hue.
  private static let colours = [
    Colour(red: 255, green: 176, blue: 0), Colour(red: 64, green: 176, blue: 255),
    Colour(red: 255, green: 84, blue: 72), Colour(red: 20, green: 214, blue: 150),
    Colour(red: 255, green: 245, blue: 110), Colour(red: 120, green: 94, blue: 240),
    Colour(red: 255, green: 150, blue: 220), Colour(red: 225, green: 245, blue: 255),
  ]

  /// The rim of a mark: seen on light ground where the mark's own colour is not.
  package static let outline = Colour(red: 24, green: 24, blue: 28)

  /// The `index`-th colour. The first eight are the clearest; further rounds are paler, then darker, variants.
  package static func colour(_ index: Int) -> Colour {
    let base = colours[(index % colours.count + colours.count) % colours.count]
    switch abs(index / colours.count) % 3 {
    case 1: return base.mixed(with: .white, share: 0.45)
    case 2: return base.mixed(with: .black, share: 0.35)
    default: return base
    }
  }
}
