import type { Eta } from 'eta'

type Option = { value: string; text: string; group?: string }

/** Writes the options of `parts/field/select`, of the same list only once: that of countries has some 250. */
export function optionLists(views: Eta): (options: readonly Option[], chosen: string) => string {
  const written = new WeakMap<readonly Option[], string>()
  const write = (options: readonly Option[]) => views.render('parts/field/options', { options })
  return (options, chosen) => {
    const list = written.get(options) ?? write(options)
    written.set(options, list)
    const one = options.find(({ value }) => value === chosen)
    const plain = one && write([{ value: one.value, text: one.text }])
    return plain ? list.replace(plain, () => plain.replace('">', '" selected>')) : list
  }
}

/** Writes the suggestions of `parts/field/text`, of the same list only once. */
export function wordLists(views: Eta): (words: readonly string[]) => string {
  const written = new WeakMap<readonly string[], string>()
  return words => {
    const list = written.get(words) ?? views.render('parts/field/words', { words })
    written.set(words, list)
    return list
  }
}
