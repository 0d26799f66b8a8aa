/** One thing the product says, in both languages. `{name}` is a hole that `speak` fills. */
export type Sentence = { zh: string; en: string }
export type Sentences = Record<string, Sentence>
