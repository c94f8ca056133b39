/// A picture as inline SVG; colours and fonts come from the style sheet of the page.
package enum PictureDrawing {
  /// - Parameter id: Of no other element of the page.
  package static func drawing(_ picture: ReportPicture, id: String) -> Drawing {
    switch picture.chart {
    case .curve(let chart): CurveDrawing.drawing(chart)
    case .time(let chart): TimeDrawing.drawing(chart, id: id)
    case .factors(let chart): FactorDrawing.drawing(chart, id: id)
    }
  }

  package static func markup(_ picture: ReportPicture, id: String) -> Markup {
    drawing(picture, id: id).markup(
      id: id,
      title: picture.title,
      description: picture.reading
    )
  }
}
