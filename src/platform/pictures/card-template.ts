/** A share card in Typst. As in the base template of documents, it receives values only and shows them with `text(…)`. */
export const CARD_TEMPLATE = `
#let card = json(bytes(sys.inputs.data))
#let arabic = card.lang == "ar"
#let ink = rgb("#211c15")
#let soft = rgb("#4d4437")
#let edge = rgb("#7d7161")
#let accent = rgb(card.accent)

#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("#fbf8f1"))
#set text(
  font: card.fonts, fallback: false, hyphenate: false, lang: card.lang, dir: if arabic { rtl } else { ltr }, fill: ink,
)
#let set-in(size, content) = par(leading: size * (if arabic { 0.62 } else { 0.38 }), text(size: size, content))
#set par(spacing: 0pt)

#let mosaic(names, side) = {
  let across = calc.ceil(calc.sqrt(names.len()))
  let size = calc.min(side / across, 110pt)
  box(
    width: size * across, fill: rgb("#f1eadc"), stroke: 1.5pt + edge,
    grid(columns: (size,) * across, rows: size, ..names.map(name => image(bytes(card.stars.at(name)), format: "svg", width: size))),
  )
}

// The largest of the sizes at which the words fit; whoever calls has cut what fits at none.
#let fitted(width, height, sizes, make) = context {
  let chosen = sizes.last()
  for size in sizes {
    if measure(block(width: width, make(size))).height <= height { chosen = size; break }
  }
  block(width: width, height: height, make(chosen))
}

#let drawn = card.statuses.len() > 0
#let side = 300pt
#let room = if drawn { 1200pt - 128pt - side - 56pt } else { 1200pt - 128pt }
#let many = card.facts.len() > 0

#place(top, rect(width: 100%, height: 16pt, fill: accent))
#place(top + start, dx: if arabic { -64pt } else { 64pt }, dy: 62pt, block(width: room, {
  text(size: if arabic { 29pt } else { 27pt }, fill: soft, card.kicker)
  v(if arabic { 34pt } else { 26pt })
  fitted(room, if many { 236pt } else { 340pt }, (if many { () } else { (84pt, 76pt) }) + (68pt, 60pt, 52pt, 45pt, 39pt, 34pt, 29pt, 24pt), size => set-in(size, text(weight: 600, card.title)))
}))
#if many {
  let gutter = 28pt
  let width = (room - gutter * (card.facts.len() - 1)) / card.facts.len()
  place(bottom + start, dx: if arabic { -64pt } else { 64pt }, dy: -148pt, context {
    // One size for all values, the largest at which none breaks.
    let sizes = (44pt, 38pt, 32pt, 27pt, 22pt)
    let fits(size) = card.facts.all(fact => measure(text(size: size, weight: 600, fact.value)).width <= width)
    let size = sizes.find(fits)
    if size == none { size = sizes.last() }
    block(width: room, grid(
      columns: card.facts.map(_ => 1fr), column-gutter: gutter, align: top,
      ..card.facts.map(fact => {
        text(size: size, weight: 600, fact.value)
        v(if arabic { 16pt } else { 12pt })
        set-in(if arabic { 24pt } else { 22pt }, text(fill: soft, fact.label))
      }),
    ))
  })
}
#if drawn {
  place(top + end, dx: if arabic { 64pt } else { -64pt }, dy: 74pt, mosaic(card.statuses, side))
}
#place(bottom + center, dy: -112pt, line(length: 1200pt - 128pt, stroke: 2.5pt + ink))
#place(bottom + start, dx: if arabic { -64pt } else { 64pt }, dy: -22pt, block(width: 1200pt - 128pt, height: 72pt, grid(
  columns: (64pt, 1fr, auto), column-gutter: 20pt, align: horizon, rows: 72pt,
  image(bytes(card.emblem), format: "svg", width: 64pt),
  fitted(740pt, 72pt, (32pt, 28pt, 24pt), size => align(horizon, set-in(size, text(weight: 600, fill: accent, card.institution)))),
  if card.site != none {
    grid(columns: 2, column-gutter: 12pt, align: horizon,
      image(bytes(card.mark), format: "svg", width: 40pt), text(size: 26pt, card.site))
  },
)))
`;
