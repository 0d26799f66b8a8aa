import { Secret, TOTP } from 'otpauth'
import type { Test } from 'tap'
import type { Site } from '../site.ts'
import type { Part, Step, Story, Turn, Who, Window } from './description.ts'

const partOf: Record<'at' | 'see' | 'told' | 'warned', Part> = {
  at: 'heading',
  see: 'page',
  told: 'status',
  warned: 'alert',
}

/** Tells the stories one after another, each from where the one before it ended. */
export async function play(
  t: Test,
  stories: readonly Story[],
  { deps, setClock }: Site,
  openWindow: (who: Who) => Promise<Window>,
) {
  const kept: Record<string, string> = {}
  const windows: Partial<Record<Who, Window>> = {}
  let minutes = 0

  const filled = (text: string): string =>
    text.replace(/\{(digits of )?(.+?)\}/g, (_all, digits: string | undefined, name: string) => {
      const value = kept[name]
      if (!value) throw new Error(`nothing was kept as ${name}`)
      return digits ? digitsOf(value) : value
    })

  const digitsOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: deps.clock().getTime() })

  for (const { tells, turns } of stories) await t.test(tells, { bail: true }, t => tell(t, turns))

  async function tell(t: Test, turns: readonly Turn[]) {
    for (const turn of turns) {
      if (turn[0] === 'later') {
        minutes += turn[1]
        const late = minutes * 60_000
        setClock(() => new Date(Date.now() + late))
      } else {
        const [who, ...steps] = turn
        const window = (windows[who] ??= await openWindow(who))
        for (const step of steps) await take(t, who, window, step)
      }
    }
  }

  async function take(t: Test, who: Who, window: Window, step: Step) {
    const said = `${who}: ${step.join(' ')}`
    try {
      await taken(t, window, step, said)
    } catch (error) {
      const page = await window.read('page', () => true)
      throw new Error(`${said}: ${(error as Error).message.split('\n')[0]}. The page says: ${page}`, { cause: error })
    }
  }

  async function taken(t: Test, window: Window, step: Step, said: string): Promise<unknown> {
    const [verb] = step
    if (verb === 'open') return window.open(step[1])
    if (verb === 'open the file') return window.openFile(step[1])
    if (verb === 'add a file') return window.addFile(step[1], step[2])
    if (verb === 'without script') return window.hasScript || taken(t, window, step[1], said)
    if (verb === 'follow' || verb === 'press' || verb === 'tick') return window[verb](filled(step[1]))
    if (verb === 'fill' || verb === 'write' || verb === 'choose') return window[verb](step[1], filled(step[2]))
    if (verb === 'keep') {
      const text = await window.read('page', text => step[2].test(text))
      const [, found] = step[2].exec(text) ?? []
      kept[step[1]] = found ?? ''
      return t.ok(found, said, { found: text })
    }
    const wanted = filled(step[1]).replace(/\s+/g, '')
    if (verb === 'not') return t.notMatch(await window.read('page', text => !text.includes(wanted)), wanted, said)
    const text = await window.read(partOf[verb], text => text.includes(wanted))
    return t.ok(text.includes(wanted), said, { found: text })
  }
}
