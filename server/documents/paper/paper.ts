import type { Language } from '../../domain/language.ts'

export type Cell = string
export type Box = { label: string; value: string; isWide?: boolean }

/** `alt` is what is said of it to those who do not see it. */
export type Picture = {
  media: 'image/jpeg' | 'image/png'
  width: number
  height: number
  bytes: Uint8Array
  alt: string
}

export type Part =
  /** The first one of a paper stands in the middle, as its title. */
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  /** Lines that end with a line end, each as wide as the page. */
  | { kind: 'text'; text: string; size?: 'small' | 'large'; align?: 'middle' | 'right' }
  /** What is typed as it stands; no line of it is broken where it fits the page. */
  | { kind: 'command'; text: string }
  /**
   * Values with their labels, so many in a line. `title` is of a row among others. `picture` stands in a box beside the
   * first lines, which says by its word what belongs there where there is none.
   */
  | {
      kind: 'boxes'
      perLine: 2 | 3
      title?: string
      boxes: readonly Box[]
      picture?: { word: string; is?: Picture | undefined }
    }
  /** `widths` are shares of the page; a row is at least `rowHeight` points high, to be written in. */
  | {
      kind: 'table'
      head: readonly string[]
      rows: readonly (readonly Cell[])[]
      widths?: readonly number[]
      rowHeight?: number
    }
  /** Boxes side by side in which somebody signs or stamps, below what they sign. */
  | { kind: 'signatures'; text?: string; labels: readonly string[] }
  /** A code to scan that leads to `address`, with lines of text beside it. */
  | { kind: 'code'; address: string; alt: string; lines: readonly string[] }
  /** What stands under a seal, at the right of the lines above it. */
  | { kind: 'seal'; lines: readonly string[] }
  | { kind: 'space'; height: number }
  /** What follows stands at the end of the page, so many points high. */
  | { kind: 'foot'; height: number }
  | { kind: 'page' }

/** A document of ours, whatever it is written as. */
export type Paper = {
  title: string
  language: Language
  /** Who made it, for the properties of the file. */
  author: string
  madeAt: Date
  /** What stands at the head of every page, at its left and its right. */
  head: readonly [string, string]
  /** What stands at the foot of every page, beside its number. */
  foot: string
  parts: readonly Part[]
  /** Kept inside the file, for whoever wants more than paper. */
  attachments?: readonly { name: string; media: string; bytes: Uint8Array; what: string }[]
}

/** One or more. */
export type Papers = readonly [Paper, ...Paper[]]

/** The sentences of each page; `{page}`, `{pages}` and `{codes}` stand in them. */
export type Words = { page: string; lacking: string }
