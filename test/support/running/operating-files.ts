import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../../server/config.ts'

export const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** The settings of the unit's `[Service]`, by name; each may stand there once. */
export function unitSettings(): Map<string, string> {
  const found = textOf('personnel-desk.service').matchAll(/^([A-Z]\w+)=(.*)$/gm)
  return new Map([...found].map(([, name = '', value = '']) => [name, value]))
}

/** Where the documents and the unit have the file of settings. */
export const settingsPlace = '/etc/personnel-desk/personnel-desk.env'

export type Step = { name: string; value: string }

const steps = new Set('FROM RUN WORKDIR COPY VOLUME USER ENV EXPOSE HEALTHCHECK ENTRYPOINT CMD'.split(' '))

/** The steps of the image in their order; throws at one that is not known here. */
export function imageSteps(): Step[] {
  const lines = textOf('Dockerfile')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))
  return lines.map(line => {
    const [, name = '', value = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
    if (!steps.has(name)) throw new Error(`a step that is not known: ${line}`)
    return { name, value }
  })
}

/** The words of ENTRYPOINT or CMD. */
export const wordsOf = (name: string): string[] =>
  JSON.parse(imageSteps().find(step => step.name === name)?.value ?? '[]')
