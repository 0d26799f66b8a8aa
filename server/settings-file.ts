import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs, parseEnv } from 'node:util'
import type { Mistake } from './mistake.ts'

/** `isFile`: all of it was written for this program, so that every name in it must be known. */
export type Settings = { env: NodeJS.ProcessEnv; isFile: boolean }

export type FoundSettings = ({ ok: true; rest: string[] } & Settings) | { ok: false; mistake: Mistake }

/**
 * Takes `--env-file FILE` out of the arguments of a command. With it the settings come from that file alone, whatever
 * stands in the environment; without it from the environment.
 */
export function takeSettings(args: string[]): FoundSettings {
  const { tokens } = parseArgs({ args, tokens: true, strict: false, options: { 'env-file': { type: 'string' } } })
  const named = tokens.flatMap(token => (token.kind === 'option' && token.name === 'env-file' ? token : []))
  const [only] = named
  if (!only) return { ok: true, env: process.env, isFile: false, rest: args }
  if (named.length > 1 || !only.value) return { ok: false, mistake: { why: 'settings-file.nameless' } }
  const read = readSettings(path.resolve(only.value))
  const rest = args.toSpliced(only.index, only.inlineValue ? 1 : 2)
  return read.ok ? { ...read, isFile: true, rest } : read
}

function readSettings(file: string): { ok: true; env: NodeJS.ProcessEnv } | { ok: false; mistake: Mistake } {
  try {
    const text = readFileSync(file, 'utf8')
    const odd = text.split(/\r?\n/).findIndex(line => !common.test(line))
    if (odd >= 0) return { ok: false, mistake: { why: 'settings-file.line', holes: { file, line: odd + 1 } } }
    return { ok: true, env: parseEnv(text) }
  } catch (error) {
    const { code = 'EIO' } = error as NodeJS.ErrnoException
    return { ok: false, mistake: { why: 'settings-file.unreadable', holes: { file, code } } }
  }
}

// what Node, systemd (EnvironmentFile=) and docker (--env-file) read alike
const common = /^(\s*|#.*|[A-Za-z_]\w*=[^'"`\\#]*)$/
