/**
 * The page every document is set on, in Typst. It receives values only (`order`, from JSON) and shows them with `text(…)`, which never reads a
 * string as markup. Keep it so: no `eval`, no code made from strings, no `#import`.
 */
export const BASE_TEMPLATE = String.raw`
#let order = json(bytes(sys.inputs.data))
#let body = order.institution
#let arabic = order.lang == "ar"
#let accent = rgb(order.accent)
#let soft = rgb("#4d4437")
#let hair = 0.5pt + rgb("#bdb3a3")
#let (year, month, day) = order.date.split("-").map(int)

#set document(title: order.properties.title, author: order.properties.author, date: datetime(year: year, month: month, day: day))
#set text(
  font: order.fonts, fallback: false, hyphenate: false, lang: order.lang, dir: if arabic { rtl } else { ltr },
  size: if arabic { 11.5pt } else { 10.5pt },
)
#set par(leading: if arabic { 0.85em } else { 0.65em }, spacing: if arabic { 1.25em } else { 1.1em }, justify: false)
#set list(marker: text("–"))
#show strong: set text(weight: 600)
#show heading: set text(weight: 600)
#show heading: set block(above: 1.9em, below: 0.9em)
#show heading.where(level: 1): set text(size: 1.55em)
#show heading.where(level: 1): set block(above: 1.3em)
#show heading.where(level: 2): set text(size: 1.2em)
#show heading.where(level: 3): set text(size: 1.05em)
#set heading(numbering: (..all) => if order.numbered and all.pos().len() > 1 {
  text("\u{2066}" + all.pos().slice(1).map(str).join(".") + "\u{2069}")
})
#let numbered(it) = {
  if it.numbering != none and order.numbered { counter(heading).display() + h(0.7em) }
  it.body
}
#show heading.where(level: 2): it => block(width: 100%, stroke: (top: 1pt), inset: (top: 0.7em), numbered(it))
#show heading.where(level: 3): it => block(numbered(it))

#let shown(run) = {
  let said = run.lines.map(line => text(line)).join(linebreak())
  if run.bold { said = strong(said) }
  if run.lang != none { said = text(lang: run.lang, said) }
  if run.href != none { link(run.href, said) } else { said }
}
#let words(runs) = runs.map(shown).join()
#let small(content) = text(size: 0.86em, fill: soft, content)

#let star(radius, fill, stroke) = polygon(fill: fill, stroke: stroke, ..range(16).map(corner => {
  let reach = if calc.even(corner) { radius } else { radius * 0.7654 }
  (radius + reach * calc.cos(corner * 22.5deg), radius + reach * calc.sin(corner * 22.5deg))
}))
#let stars = pdf.artifact(block(width: 100%, above: 0pt, below: 0pt, repeat(gap: 0pt, star(2.2mm, none, 0.6pt + accent))))

#let above-all(it) = context {
  set text(size: 0.86em)
  set par(leading: 0.5em, spacing: 0.6em)
  pad(top: 7mm, grid(
    columns: (1fr, auto), column-gutter: 5mm, align: horizon,
    for line in it.lines { par(words(line)) },
    if it.qr != none { image(bytes(it.qr), format: "svg", width: 18mm, alt: it.url) },
  ))
  v(0.15em)
  line(length: 100%, stroke: hair)
}

#set page(
  paper: "a4",
  margin: (x: 20mm, top: if order.header == none { 19mm } else { 36mm }, bottom: 25mm),
  header: if order.header != none { above-all(order.header) },
  background: place(top, rect(width: 100%, height: 2.4mm, fill: accent)),
  footer: context {
    set text(size: 0.8em, fill: soft)
    let number = str(counter(page).get().first()) + " / " + str(counter(page).final().first())
    line(length: 100%, stroke: hair)
    v(-0.5em)
    grid(
      columns: (1fr, auto), column-gutter: 6mm,
      text(body.name) + if order.reference != none { text("  ·  ") + text(order.reference.value) },
      text("\u{2066}" + number + "\u{2069}"),
    )
  },
)

#let identity = grid(
  columns: (15mm, 1fr), column-gutter: 4mm, align: horizon,
  pdf.artifact(image(bytes(order.emblem), format: "svg", width: 15mm)),
  {
    strong(text(size: 1.15em, body.name))
    if body.other != none { linebreak() + text(size: 0.9em, fill: soft, lang: body.other.lang, body.other.text) }
  },
)

#let reference(it) = block(
  width: 100%, fill: rgb("#f6f1e6"), inset: (x: 4mm, y: 3.4mm), above: 1.4em, below: 1.4em, breakable: false,
  small(text(it.label)) + linebreak() + strong(text(size: 1.5em, it.value)),
)

#let facts(block) = table(
  columns: (34%, 1fr), inset: (x: 0pt, y: 0.62em),
  stroke: (x, y) => (top: if y == 0 { hair }, bottom: hair),
  ..block.rows.map(row => (std.block(width: 94%, text(fill: soft, row.label)), words(row.value))).flatten(),
)

#let numbers(block) = {
  let placed = block.columns.map(column => if column.numeric { end } else { start })
  std.block(sticky: true, strong(text(block.caption)))
  table(
    columns: block.columns.map(column => column.width * 1fr), align: placed, inset: (x: 0.35em, y: 0.55em),
    rows: if block.height == none { (auto,) } else { (auto, block.height * 1mm) },
    stroke: (x, y) => (bottom: if y == 0 { 1pt } else { hair }),
    table.header(repeat: true, ..block.columns.map(column => strong(text(column.label)))),
    ..block.rows.flatten().map(cell => table.cell(breakable: cell.cut, words(cell.runs))),
  )
}

#let tones = (
  full: accent, half: accent.lighten(55%), alert: rgb("#93261a"), dark: rgb("#4d4437"), pale: rgb("#d8cdb8"), empty: white,
)
#let swatch(tone) = pdf.artifact(box(width: 3mm, height: 3mm, fill: tones.at(tone), stroke: hair))
#let shares(it) = {
  let some = it.parts.filter(part => part.value > 0)
  std.block(sticky: true, strong(text(it.caption)))
  if some.len() > 0 {
    std.block(sticky: true, above: 0.8em, below: 0.8em, pdf.artifact(grid(
      columns: some.map(part => part.value * 1fr), rows: 7mm,
      ..some.map(part => rect(width: 100%, height: 100%, fill: tones.at(part.tone), stroke: hair)),
    )))
  }
  std.block(breakable: false, grid(
    columns: (1fr, 1fr, 1fr), column-gutter: 5mm, row-gutter: 0.8em,
    ..it.parts.map(part => swatch(part.tone) + h(0.5em) + text(part.label) + h(0.5em) + strong(str(part.value))),
  ))
}

#let sign(state) = box(width: 3.8mm, height: 4.4mm, align(center + horizon,
  if state == "now" { star(1.9mm, rgb("#93261a"), none) }
  else { circle(radius: 1.3mm, fill: if state == "done" { black }, stroke: 0.8pt) }
))
#let timeline(block) = for step in block.steps {
  std.block(breakable: false, below: 1.15em, grid(
    columns: (4mm, 1fr), column-gutter: 4mm,
    pdf.artifact(sign(step.state)),
    {
      small(words(step.when)) + linebreak()
      strong(text(step.what))
      if step.detail != none { linebreak() + words(step.detail) }
    },
  ))
}

#let shown-block(it) = {
  if it.kind == "heading" {
    if it.level == 0 { heading(level: 1, numbering: none, text(it.text)) } else { heading(level: it.level + 1, text(it.text)) }
  }
  else if it.kind == "paragraph" { par(words(it.text)) }
  else if it.kind == "facts" { facts(it) }
  else if it.kind == "list" {
    if it.numbered { enum(..it.items.map(words)) } else { list(..it.items.map(words)) }
  }
  else if it.kind == "table" { numbers(it) }
  else if it.kind == "timeline" { timeline(it) }
  else if it.kind == "shares" { shares(it) }
  else if it.kind == "note" { par(small(words(it.text))) }
  else if it.kind == "page-break" { pagebreak(weak: true) }
  else { panic("a block of unknown kind") }
}

#let check(it) = block(width: 100%, breakable: false, above: 2.2em, {
  heading(level: 2, text(it.title))
  grid(
    columns: (1fr, 29mm), column-gutter: 6mm,
    {
      par(words(it.text))
      par(link(it.url, text(size: 0.9em, it.shown)))
      if it.code != none { par(strong(text(size: 1.15em, it.code))) }
    },
    image(bytes(order.qr), format: "svg", width: 29mm, alt: it.url),
  )
})

#let opening = {
  identity
  v(2mm)
  stars
  heading(level: 1, numbering: none, outlined: false, text(order.title))
  if order.subtitle != none { par(words(order.subtitle)) }
  if order.reference != none { reference(order.reference) }
}

#let cover(it) = {
  set page(footer: none)
  identity
  v(1fr)
  block(width: 210mm, outset: (x: 20mm), fill: accent, inset: (y: 16mm), {
    set text(fill: white)
    set block(width: 170mm)
    text(size: 1.3em, it.kicker)
    block(above: 1.2em, below: 2.2em, {
      show heading: set text(size: 1.6em)
      heading(level: 1, numbering: none, outlined: false, text(order.title))
    })
    if order.subtitle != none { par(text(size: 1.2em, words(order.subtitle))) }
  })
  v(4mm)
  stars
  v(1fr)
  facts((rows: it.facts))
  pagebreak()
}

#if order.cover != none { cover(order.cover) } else if not order.bare { opening }
#if order.contents != none {
  heading(level: 2, numbering: none, outlined: false, text(order.contents))
  show outline.entry.where(level: 2): set block(above: 1.1em)
  show outline.entry.where(level: 2): set text(weight: 600)
  outline(title: none, depth: 3, indent: level => calc.max(0, level - 1) * 7mm)
  pagebreak()
}
#for it in order.blocks { shown-block(it) }
#if order.check != none { check(order.check) }
`;
