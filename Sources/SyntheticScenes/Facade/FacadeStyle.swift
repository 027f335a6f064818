import Core
import Raster

/// The plan of a house: what all its parts have in common.
struct FacadeStyle {
  enum Material: CaseIterable { case brick, ashlar, plaster }

  /// How one storey's windows are made. Lengths are shares of the bay.
  struct WindowPlan {
    enum Head: CaseIterable { case flat, arch, segment, gable }
    var head: Head
    var widthShare: Double
    var heightShare: Double
    var paneColumns: Int
    var paneRows: Int
    var surround: Double
    var hasKeystone: Bool
    var hasShutters: Bool
    var hasBalcony: Bool
    var ornament: Ornament
    var ornamentIsBelow: Bool
  }

  let material: Material
  let wall: Colour
  let trim: Colour
  let frame: Colour
  let accent: Colour
  let glass: Colour
  let roof: Colour
  let brickHeight: Double
  let storeyCount: Int
  let bayCount: Int
  let middleBayWeight: Double
  let mouldingHeight: Double
  let hasQuoins: Bool
  let hasPilasters: Bool
  let windows: [WindowPlan]
  let ornaments: [Ornament]
  let lettering: Lettering

  /// Storeys and bays are about as large in pixels whatever the picture's size is; there are more on a larger one.
  init(width: Double, height: Double, _ random: inout SeededGenerator) {
    material = random.pick(Material.allCases)
    let warm = random.uniform(0, 1.1)
    switch material {
    case .brick:
      wall = Colour(
        hue: random.uniform(0, 0.6), saturation: random.uniform(0.35, 0.65),
        brightness: random.uniform(0.4, 0.7))
    case .ashlar:
      wall = Colour(hue: warm, saturation: random.uniform(0.08, 0.35), brightness: random.uniform(0.55, 0.85))
    case .plaster:
      wall = Colour(
        hue: random.uniform(0, 4), saturation: random.uniform(0.1, 0.5),
        brightness: random.uniform(0.55, 0.92))
    }
    trim = random.colour(hue: 0.3...1.1, saturation: 0.05...0.3, brightness: 0.55...0.95)
    frame =
      random.chance(0.6)
      ? random.colour(hue: 0...1, saturation: 0...0.15, brightness: 0.8...1)
      : random.colour(hue: 0...6, saturation: 0.4...0.8, brightness: 0.2...0.5)
    accent = random.colour(hue: 0...6, saturation: 0.35...0.8, brightness: 0.25...0.7)
    glass = random.colour(hue: 2.8...4, saturation: 0.1...0.45, brightness: 0.15...0.4)
    roof = random.colour(
      hue: random.chance(0.6) ? 0...0.5 : 3.2...4, saturation: 0.15...0.6, brightness: 0.3...0.6)
    brickHeight = random.uniform(5.5, 9)
    storeyCount = max(2, Int(height / random.uniform(110, 165)))
    bayCount = max(1, Int(width / random.uniform(95, 190)))
    middleBayWeight = random.pick([0.7, 1, 1, 1.35, 1.6])
    mouldingHeight = min(height * 0.1, random.uniform(9, 19))
    hasQuoins = random.chance(0.5)
    hasPilasters = random.chance(0.35)
    windows = (0..<3).map { _ in WindowPlan(&random) }
    ornaments = (0..<4).map { _ in Ornament(&random) }
    lettering = Lettering(&random)
  }
}

extension FacadeStyle.WindowPlan {
  init(_ random: inout SeededGenerator) {
    head = random.pick(Head.allCases)
    widthShare = random.uniform(0.38, 0.56)
    heightShare = random.uniform(0.52, 0.68)
    paneColumns = random.integer(2...3)
    paneRows = random.integer(2...5)
    surround = random.uniform(0.035, 0.09)
    hasKeystone = random.chance(0.6)
    hasShutters = random.chance(0.3)
    hasBalcony = random.chance(0.3)
    ornament = Ornament(&random)
    ornamentIsBelow = random.chance(0.5)
  }
}
