import type { CommonOptions } from './options.ts'

/** A simulator that runs. */
export type Running = {
  /** Said as one line of JSON; `control` is the origin of the page for people. */
  ready: { control: string; [name: string]: unknown }
  /** For a person, before the address of that page. */
  hint: string
  stop: () => void
}

/** Runs a simulator until it is told to end. A port that is taken ends it with 3, any other mistake with 1. */
export async function run<Options extends CommonOptions>(
  readOptions: (args: string[]) => Options,
  start: (options: Options) => Promise<Running>,
): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2))
    const { ready, hint, stop } = await start(options)
    const end = () => {
      stop()
      process.stdin.destroy()
    }
    process.once('SIGTERM', end)
    process.once('SIGINT', end)
    if (options.withParent) process.stdin.once('end', end).once('error', end).resume()
    console.log(JSON.stringify({ ...ready, token: options.token }))
    if (!options.json) console.error(`${hint} ${ready.control}/?token=${options.token}`)
  } catch (error) {
    const { code, port, message } = error as NodeJS.ErrnoException & { port?: number }
    const isInUse = code === 'EADDRINUSE'
    console.error(isInUse ? `Port ${port} is taken by another program.` : message)
    process.exitCode = isInUse ? 3 : 1
    process.exit()
  }
}
