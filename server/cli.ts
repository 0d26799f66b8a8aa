import { root } from './config.ts'
import { buildAssets } from './web/assets.ts'

type Command = (args: string[]) => Promise<number> | number

const commands: Record<string, Command> = {
  assets: () => {
    buildAssets(root)
    return 0
  },
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) {
  process.exitCode = await command(args)
} else {
  console.error(`Say one of: ${Object.keys(commands).join(', ')}`)
  process.exitCode = 2
}
