import { buffer } from 'node:stream/consumers'
import { toBuffer } from 'qrcode'
import { ZipFile } from 'yazl'
import { cellStyles, document, stylesOf } from './odt-styles.ts'
import type { Box, Paper, Part, Picture, Words } from './paper.ts'
import { escaped } from './xml.ts'

const media = 'application/vnd.oasis.opendocument.text'

/** A paper as an OpenDocument text, which office programs open and people go on with. */
export async function writeOdt(paper: Paper, { page }: Words): Promise<Uint8Array> {
  const pictures: Kept[] = []
  const tables: string[] = []
  const body: string[] = []
  for (const part of paper.parts) body.push(await inner(part, pictures, tables))
  const files: [string, string | Buffer, string][] = [
    ['content.xml', contentOf(body.join(''), tables), 'text/xml'],
    ['styles.xml', stylesOf(paper, page), 'text/xml'],
    ['meta.xml', metaOf(paper), 'text/xml'],
    ...pictures.map(({ bytes, media }, i): [string, Buffer, string] => [pictureName(i, media), bytes, media]),
  ]
  const zip = new ZipFile()
  const add = (name: string, file: string | Buffer, compress = true) =>
    zip.addBuffer(Buffer.from(file), name, { mtime: paper.madeAt, compress })
  // the first of them and not compressed, by which programs know the file
  add('mimetype', media, false)
  for (const [name, file] of files) add(name, file)
  add('META-INF/manifest.xml', manifestOf(files))
  zip.end()
  return buffer(zip.outputStream)
}

const contentOf = (body: string, tables: readonly string[]) =>
  document(
    'document-content',
    `<office:automatic-styles>${cellStyles()}${tables.join('')}</office:automatic-styles>
    <office:body><office:text>${body}</office:text></office:body>`,
  )

const metaOf = ({ title, author, madeAt, language }: Paper) =>
  document(
    'document-meta',
    `<office:meta><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator>
    <meta:initial-creator>${escaped(author)}</meta:initial-creator><dc:language>${language}</dc:language>
    <meta:creation-date>${madeAt.toISOString().slice(0, 19)}</meta:creation-date></office:meta>`,
  )

const manifestOf = (files: readonly [string, unknown, string][]) =>
  `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"
  xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
  ${[['/', '', media], ...files]
    .map(([name, , type]) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="${type}"/>`)
    .join('')}</manifest:manifest>`

/** Of blanks beside each other, and of one that begins, office programs show what is said to them as an element. */
const lined = (text: string) =>
  escaped(text)
    .replaceAll('\n', '<text:line-break/>')
    .replaceAll('\t', '<text:tab/>')
    .replace(/^ +| {2,}/g, blanks => `<text:s text:c="${blanks.length}"/>`)
const p = (style: string, text: string) => `<text:p text:style-name="${style}">${lined(text)}</text:p>`

type Kept = Pick<Picture, 'media'> & { bytes: Buffer }

const pictureName = (i: number, media: Kept['media']) => `Pictures/${i}.${media === 'image/png' ? 'png' : 'jpg'}`

/** A picture among the signs of a line, so many centimetres wide and high. */
function frame(picture: Kept, alt: string, [width, height]: [number, number], pictures: Kept[]): string {
  const name = pictureName(pictures.push(picture) - 1, picture.media)
  return `<draw:frame draw:style-name="Picture" text:anchor-type="as-char" svg:width="${width.toFixed(2)}cm"
    svg:height="${height.toFixed(2)}cm"><draw:image xlink:href="${name}" xlink:type="simple"
    xlink:show="embed" xlink:actuate="onLoad"/><svg:desc>${escaped(alt)}</svg:desc></draw:frame>`
}

async function inner(part: Part, pictures: Kept[], tables: string[]): Promise<string> {
  switch (part.kind) {
    case 'heading': {
      const { level, text } = part
      const style = `text:style-name="Heading${level}" text:outline-level="${level}"`
      return `<text:h ${style}>${lined(text)}</text:h>`
    }
    case 'text': {
      const size = part.size === 'small' ? 'Small' : part.size === 'large' ? 'Large' : 'Text'
      const align = part.align === 'middle' ? 'Middle' : part.align === 'right' ? 'Right' : ''
      return part.text
        .split('\n')
        .map(line => p(`${size}${align}`, line))
        .join('')
    }
    case 'command':
      return part.text
        .split('\n')
        .map(line => p('Command', line))
        .join('')
    case 'boxes':
      return boxes(part, pictures, tables)
    case 'table': {
      const { head, rows, widths, rowHeight } = part
      const shares = widths ?? head.map(() => 1)
      const heads = `<table:table-header-rows>${tr(head.map(text => cell('Label', text)))}</table:table-header-rows>`
      return table(
        shares,
        [
          heads,
          ...rows.map(row =>
            tr(
              row.map(text => cell('Value', text)),
              rowHeight,
            ),
          ),
        ],
        tables,
      )
    }
    case 'signatures':
      return `${part.text === undefined ? '' : p('Text', part.text)}${table(
        part.labels.map(() => 1),
        [tr(part.labels.map(label => cell('Value', `${label}\n\n\n`)))],
        tables,
      )}`
    case 'code': {
      const bytes = await toBuffer(part.address, { errorCorrectionLevel: 'M', margin: 1, scale: 6 })
      const picture = frame({ media: 'image/png', bytes }, part.alt, [3.4, 3.4], pictures)
      return `<text:p text:style-name="Small">${picture}</text:p>${part.lines.map(line => p('Small', line)).join('')}`
    }
    case 'seal':
      return part.lines.map(line => p('TextRight', line)).join('')
    case 'space':
    case 'foot':
      return p('Small', '')
    case 'page':
      return p('Break', '')
  }
}

const cell = (kind: 'Label' | 'Value', text: string, spanned = 1) => {
  const span = spanned > 1 ? ` table:number-columns-spanned="${spanned}"` : ''
  const covered = '<table:covered-table-cell/>'.repeat(spanned - 1)
  return `<table:table-cell table:style-name="${kind}Cell" office:value-type="string"${span}>${text
    .split('\n')
    .map(line => p(kind, line))
    .join('')}</table:table-cell>${covered}`
}

const tr = (cells: readonly string[], height = 0) =>
  `<table:table-row${height > 0 ? ' table:style-name="High"' : ''}>${cells.join('')}</table:table-row>`

/** With columns by their shares of the page. */
function table(shares: readonly number[], rows: readonly string[], tables: string[]): string {
  const name = `T${tables.length + 1}`
  const columns = shares.map((_, i) => `<table:table-column table:style-name="${name}.${i}"/>`)
  const high = `<style:style style:name="High" style:family="table-row"><style:table-row-properties
    style:min-row-height="0.85cm"/></style:style>`
  tables.push(
    `${tables.length === 0 ? high : ''}<style:style style:name="${name}" style:family="table"><style:table-properties
    style:width="17.2cm" table:align="margins"
    table:border-model="collapsing"/></style:style>${shares
      .map(
        (share, i) => `<style:style style:name="${name}.${i}" style:family="table-column"><style:table-column-properties
    style:rel-column-width="${Math.round(share * 1000)}*"/></style:style>`,
      )
      .join('')}`,
  )
  return `<table:table table:name="${name}" table:style-name="${name}">${columns.join('')}${rows.join('')}</table:table>
    ${p('Small', '')}`
}

type Boxes = Extract<Part, { kind: 'boxes' }>

/** In a document that people go on with, the photograph has a line of its own above the values. */
function photo({ word, is }: NonNullable<Boxes['picture']>, pictures: Kept[]): string {
  if (!is) return p('Small', word)
  const { media, bytes, alt, width, height } = is
  const scale = Math.min(3 / width, 4 / height)
  const drawn = frame({ media, bytes: Buffer.from(bytes) }, alt, [width * scale, height * scale], pictures)
  return `<text:p text:style-name="TextRight">${drawn}</text:p>`
}

function boxes({ boxes, perLine, title, picture }: Boxes, pictures: Kept[], tables: string[]): string {
  const shares = Array.from({ length: perLine }, () => (perLine === 2 ? [84, 160] : [62, 101])).flat()
  const rows: string[] = title === undefined ? [] : [tr([cell('Label', title, 2 * perLine)])]
  let line: Box[] = []
  const end = () => {
    if (line.length === 0) return
    const cells = line.flatMap(({ label, value }) => [cell('Label', label), cell('Value', value)])
    const left = 2 * (perLine - line.length)
    rows.push(tr(left > 0 ? [...cells, cell('Value', '', left)] : cells))
    line = []
  }
  for (const box of boxes) {
    if (box.isWide) {
      end()
      rows.push(tr([cell('Label', box.label), cell('Value', box.value, 2 * perLine - 1)]))
    } else {
      line.push(box)
      if (line.length === perLine) end()
    }
  }
  end()
  return (picture ? photo(picture, pictures) : '') + table(shares, rows, tables)
}
