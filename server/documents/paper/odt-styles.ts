import type { Paper } from './paper.ts'
import { escaped } from './xml.ts'

const spaces = [
  'office:1.0',
  'style:1.0',
  'text:1.0',
  'table:1.0',
  'drawing:1.0 draw',
  'xsl-fo-compatible:1.0 fo',
  'svg-compatible:1.0 svg',
  'meta:1.0',
]
  .map(space => {
    const [name = '', short = name.split(':')[0]] = space.split(' ')
    return `xmlns:${short}="urn:oasis:names:tc:opendocument:xmlns:${name}"`
  })
  .concat('xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"')
  .join(' ')

/** A part of an OpenDocument file. */
export const document = (root: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><office:${root} ${spaces} office:version="1.3">${inner}</office:${root}>`

const family = 'Noto Sans TC'
const faces = `<office:font-face-decls><style:font-face style:name="${family}" svg:font-family="'${family}';'Noto Sans CJK TC';'Microsoft JhengHei';'PingFang TC'"
  style:font-family-generic="swiss"/></office:font-face-decls>`

type Paragraph = { size: number; bold?: true; align?: 'center' | 'end'; above?: number; below?: number }

/** Styles of paragraphs by name; `keep` with what follows holds for headings only. */
const paragraphs: Record<string, Paragraph> = {
  Text: { size: 10.5, below: 2 },
  TextMiddle: { size: 10.5, align: 'center', below: 2 },
  TextRight: { size: 10.5, align: 'end', below: 2 },
  Small: { size: 9 },
  Large: { size: 13, below: 4 },
  LargeMiddle: { size: 13, align: 'center', below: 4 },
  LargeRight: { size: 13, align: 'end', below: 4 },
  Command: { size: 8.5 },
  Label: { size: 8.5, bold: true },
  Value: { size: 9.5 },
  Page: { size: 8 },
}
const headings: Record<string, Paragraph> = {
  Heading1: { size: 18, bold: true, align: 'center', below: 8 },
  Heading2: { size: 12, bold: true, above: 12, below: 4 },
  Heading3: { size: 10, bold: true, above: 6, below: 2 },
}

const atRight = `<style:tab-stops><style:tab-stop style:position="17.2cm" style:type="right"/></style:tab-stops>`

function paragraphStyle([name, { size, bold, align, above = 0, below = 0 }]: [string, Paragraph], isHeading: boolean) {
  const weight = bold ? 'fo:font-weight="bold" style:font-weight-asian="bold" ' : ''
  return `<style:style style:name="${name}" style:family="paragraph">
    <style:paragraph-properties fo:margin-top="${above}pt" fo:margin-bottom="${below}pt" fo:line-height="125%"
      ${align ? `fo:text-align="${align}"` : ''} ${isHeading ? 'fo:keep-with-next="always"' : ''}>
      ${name === 'Page' ? atRight : ''}
    </style:paragraph-properties>
    <style:text-properties ${weight}fo:font-size="${size}pt" style:font-size-asian="${size}pt"/></style:style>`
}

/** Office programs look for these beside the text only. */
export const cellStyles = (): string => cell('LabelCell', 'fo:background-color="#f1ede4"') + cell('ValueCell', '')

const cell = (name: string, more: string) => `<style:style style:name="${name}" style:family="table-cell">
  <style:table-cell-properties fo:border="0.5pt solid #8d857a" fo:padding="2pt" ${more}/></style:style>`

/** styles.xml: the page with its head and foot, and the styles by which the text names what its parts are. */
export function stylesOf(paper: Paper, page: string): string {
  const [number = '', rest = ''] = page.split('{page}')
  const [between = '', after = ''] = rest.split('{pages}')
  const numbers = `${escaped(number)}<text:page-number/>${escaped(between)}<text:page-count/>${escaped(after)}`
  const [left, right] = paper.head.map(escaped)
  return document(
    'document-styles',
    `${faces}<office:styles>
    <style:default-style style:family="paragraph"><style:text-properties style:font-name="${family}"
      style:font-name-asian="${family}" style:font-name-complex="${family}" fo:color="#1c1a17"
      fo:language="en" fo:country="GB"
      style:language-asian="zh" style:country-asian="TW"/></style:default-style>
    <style:default-style style:family="table"><style:table-properties/></style:default-style>
    ${Object.entries(paragraphs)
      .map(one => paragraphStyle(one, false))
      .join('')}
    ${Object.entries(headings)
      .map(one => paragraphStyle(one, true))
      .join('')}
    <style:style style:name="Break" style:family="paragraph"><style:paragraph-properties
      fo:break-before="page"/></style:style>
    <style:style style:name="Picture" style:family="graphic"><style:graphic-properties style:wrap="none"
      style:vertical-pos="top" style:vertical-rel="baseline"/></style:style>
    </office:styles>
    <office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm"
      fo:page-height="29.7cm" fo:margin-top="1.2cm" fo:margin-bottom="1.2cm" fo:margin-left="2.3cm"
      fo:margin-right="1.5cm"/>
      <style:header-style><style:header-footer-properties fo:min-height="0.8cm"
        fo:margin-bottom="0.4cm"/></style:header-style>
      <style:footer-style><style:header-footer-properties fo:min-height="0.8cm"
        fo:margin-top="0.4cm"/></style:footer-style>
    </style:page-layout></office:automatic-styles>
    <office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
      <style:header><text:p text:style-name="Page">${left}<text:tab/>${right}</text:p></style:header>
      <style:footer><text:p text:style-name="Page">${escaped(paper.foot).replaceAll('\n', ' ')}<text:tab/>${numbers}</text:p></style:footer>
    </style:master-page></office:master-styles>`,
  )
}
