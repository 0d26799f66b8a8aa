/**
 * What somebody does or finds. Links, buttons and fields are named by the words they begin with. Texts are compared
 * without blanks; `{name}` in one is what was kept under this name, `{digits of name}` what an app makes of a secret.
 */
export type Step = Deed | ['without script', Deed]

type Deed =
  | ['open', path: string]
  | ['follow' | 'press' | 'tick', name: string]
  | ['fill' | 'write' | 'choose', label: string, text: string]
  | ['add a file', label: string, button: string]
  | ['open the file', name: string]
  | ['at' | 'see' | 'not' | 'told' | 'warned', text: string]
  | ['keep', name: string, pattern: RegExp]

export type Who = 'lin' | 'lin elsewhere' | 'chen' | 'huang'

/** Somebody's steps, or so many minutes that go by. */
export type Turn = readonly [who: Who, ...steps: Step[]] | readonly ['later', minutes: number]

export type Story = { tells: string; turns: readonly Turn[] }

/** Where on a page a text stands; a text browser knows the whole page only. */
export type Part = 'page' | 'heading' | 'status' | 'alert'

/** Somebody's own browser. What is not there is an error that names it. */
export type Window = {
  hasScript: boolean
  open(path: string): Promise<unknown>
  follow(name: string): Promise<unknown>
  press(name: string): Promise<unknown>
  tick(name: string): Promise<unknown>
  fill(label: string, text: string): Promise<unknown>
  /** Into a field of several lines. */
  write(label: string, text: string): Promise<unknown>
  choose(label: string, option: string): Promise<unknown>
  addFile(label: string, button: string): Promise<unknown>
  openFile(name: string): Promise<unknown>
  /** The text of a part, once `isThere` or when nothing more is to be waited for. */
  read(part: Part, isThere: (text: string) => boolean): Promise<string>
}
