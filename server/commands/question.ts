import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import path from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Language } from '../domain/language.ts'
import { inBoth } from '../mistake.ts'
import { speak, type Holes, type Speak, type TextKey } from '../text/speak.ts'

/** The question cannot be asked, for this reason, which is told in both languages. */
export class Unanswerable extends Error {
  constructor(why: TextKey, holes: Holes = {}) {
    super(inBoth({ why, holes }))
  }
}

/** What `--json` prints; `ok: false` has a refusal. */
export type Said = { ok: boolean; refusal?: string } & Record<string, unknown>

/** A command that answers one question, or with --batch one on each line of a file, without keeping anything. */
export type Question = {
  usage: string
  options: NonNullable<ParseArgsConfig['options']>
  /** The same fields that a line of a batch has. */
  fields(options: Options): Record<string, unknown>
  answer(fields: Fields): Said
  /** The answer in plain words, line by line. */
  tell(said: Said, t: Speak): string[]
}

export type Options = Record<string, string | boolean | (string | boolean)[] | undefined>

/** Asks the question of a command line. 0: good; 1: refused; 2: it could not be asked. */
export function ask(question: Question, args: string[]): number {
  try {
    const { json, batch, language = 'zh-TW', ...options } = optionsOf(question, args)
    if (batch !== undefined) return askAll(question, String(batch))
    const said = question.answer(fieldsOf(question.fields(options), '.'))
    const lines = json ? [JSON.stringify(said)] : question.tell(said, speak(languageOf(language)))
    console.log(lines.join('\n'))
    return said.ok ? 0 : 1
  } catch (error) {
    // 1 would say that it was refused
    if (!(error instanceof Unanswerable)) console.error(error)
    else
      console.error(
        [error.message, inBoth({ why: 'command.usage' }), `npm run -s desk -- ${question.usage}`].join('\n'),
      )
    return 2
  }
}

const common = { json: { type: 'boolean' }, batch: { type: 'string' }, language: { type: 'string' } } as const

function optionsOf({ options }: Question, args: string[]): Options {
  try {
    return parseArgs({ args, options: { ...options, ...common } }).values
  } catch (error) {
    throw new Unanswerable('question.options', { said: (error as Error).message.split('. ')[0] ?? '' })
  }
}

function languageOf(said: Options[string]): Language {
  if (said === 'zh-TW' || said === 'en') return said
  throw new Unanswerable('question.one-of', { name: '--language', words: 'zh-TW, en' })
}

/** One answer for each line, in the same order; one that cannot be asked is answered by its error and ends no other. */
function askAll(question: Question, file: string): number {
  const lines = textOf(file).split('\n')
  let status = 0
  // the reader may have had enough, as in … | head -1
  process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  })
  for (const line of lines.filter(line => line.trim() !== '')) {
    if (process.stdout.errored) return 2
    const said = answerTo(question, line, path.dirname(file))
    if ('error' in said) status = 2
    process.stdout.write(`${JSON.stringify(said)}\n`)
  }
  return status
}

function answerTo(question: Question, line: string, folder: string): Said {
  try {
    return question.answer(fieldsOf(objectOf(line), folder))
  } catch (error) {
    if (error instanceof Unanswerable) return { ok: false, error: error.message }
    console.error(error)
    return { ok: false, error: inBoth({ why: 'question.mistake' }) }
  }
}

function textOf(file: string): string {
  const bytes = readable(file)
  // a line begins with a brace, so one of its first two bytes is nothing in UTF-16, with a mark or without
  if (/^(fffe|feff|00..|..00)/.test(bytes.toString('hex', 0, 2))) {
    throw new Unanswerable('question.utf-16', { file })
  }
  return bytes.toString('utf8')
}

function objectOf(line: string): Record<string, unknown> {
  try {
    // a file that was put together from several has the mark of each of them
    const said: unknown = JSON.parse(line.replace(/^\ufeff/, ''))
    if (isObject(said)) return said
  } catch {
    // told below
  }
  throw new Unanswerable('question.line')
}

const isObject = (said: unknown): said is Record<string, unknown> =>
  typeof said === 'object' && said !== null && !Array.isArray(said)

const instant = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

// a number of JSON is exact up to 2^53
const isWhole = (said: unknown): boolean =>
  typeof said === 'number'
    ? Number.isSafeInteger(said) && said >= 0
    : typeof said === 'string' && /^\d{1,60}$/.test(said)

export type Fields = {
  text(name: string): string | undefined
  must(name: string): string
  place(name: string): string
  bytes(name: string, max?: number): Buffer
  texts(name: string): string[]
  hex(name: string): Buffer | undefined
  parts(name: string, field: string): Fields[]
  instant(name: string): Date
  numbers(name: string): Map<string, bigint>
}

/** Reads the fields of a question; paths are relative to the folder. Throws `Unanswerable` with a sentence. */
export function fieldsOf(said: Record<string, unknown>, folder: string): Fields {
  function text(name: string): string | undefined {
    const value = said[name] ?? undefined
    if (value === undefined || typeof value === 'string') return value
    throw new Unanswerable('question.text', { name })
  }
  function must(name: string): string {
    return text(name) ?? missing(name)
  }
  const missing = (name: string): never => {
    throw new Unanswerable('question.missing', { name })
  }
  const place = (name: string): string => path.resolve(folder, must(name))

  return {
    text,
    must,
    place,
    bytes: (name: string, max?: number): Buffer => readable(place(name), max),
    /** One text, or a list of them. */
    texts(name: string): string[] {
      const all = [said[name] ?? []].flat()
      if (!all.every(one => typeof one === 'string')) throw new Unanswerable('question.texts', { name })
      return all
    },
    /** Bytes as hex, with colons or without; undefined when there are none. */
    hex(name: string): Buffer | undefined {
      const hex = text(name)?.replace(/^0x/i, '').replaceAll(':', '')
      if (hex === undefined) return undefined
      if (!/^[0-9a-f]+$/i.test(hex)) throw new Unanswerable('question.hex', { name })
      return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
    },
    /** The questions in a list, each an object or a text that stands for an object with this one field. */
    parts(name: string, field: string): Fields[] {
      const all = said[name] ?? []
      const isPart = (one: unknown) => typeof one === 'string' || isObject(one)
      if (!Array.isArray(all) || !all.every(isPart)) throw new Unanswerable('question.files', { name })
      return all.map(one => fieldsOf(typeof one === 'string' ? { [field]: one } : one, folder))
    },
    instant(name: string): Date {
      const at = must(name)
      const [, day = ''] = instant.exec(at) ?? []
      const date = new Date(day && at)
      // 30 February would roll over
      if (!Number.isNaN(date.getTime()) && new Date(day).toISOString().startsWith(day)) return date
      throw new Unanswerable('question.instant', { name })
    },
    /** Whole numbers by a hex name, such as {"4720…": 7}; long ones as texts. */
    numbers(name: string): Map<string, bigint> {
      const numbers = said[name] ?? {}
      const all = isObject(numbers) ? Object.entries(numbers) : undefined
      if (!all?.every(([key, number]) => /^[0-9a-fA-F:]+$/.test(key) && isWhole(number))) {
        throw new Unanswerable('question.numbers', { name, example: '{"4720…": 7}' })
      }
      return new Map(all.map(([key, number]) => [key.replaceAll(':', '').toLowerCase(), BigInt(String(number))]))
    },
  }
}

/** The bytes of a file; of one longer than `max` its beginning, one byte longer than `max`, so that it is refused. */
export function readable(file: string, max = Number.POSITIVE_INFINITY): Buffer {
  try {
    const opened = openSync(file, 'r')
    try {
      if (fstatSync(opened).size <= max) return readFileSync(opened)
      const beginning = Buffer.alloc(max + 1)
      return beginning.subarray(0, readSync(opened, beginning))
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    throw new Unanswerable('question.unreadable', { file, code: codeOf(error) })
  }
}

export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'EIO'

/** KEYID=N of the command line, as the same field of a batch. */
export const numbersOf = (said: Options[string]): Record<string, string> =>
  Object.fromEntries([said ?? []].flat().map(one => String(one).split('=', 2)) as [string, string][])
