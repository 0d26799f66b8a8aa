import { root } from './config.ts'
import { inBoth } from './mistake.ts'

type Command = (args: string[]) => Promise<number>

// each is loaded when it is asked for: the verifier needs neither a database nor a web server
const commands: Record<string, Command> = {
  assets: async () => {
    ;(await import('./web/transport/assets.ts')).buildAssets(root)
    return 0
  },
  'verify-signature': async args =>
    (await import('./commands/question.ts')).ask(
      (await import('./commands/verify-signature.ts')).verifySignature,
      args,
    ),
  'read-crl': async args =>
    (await import('./commands/question.ts')).ask((await import('./commands/read-crl.ts')).readCrl, args),
  trust: async args => (await import('./commands/trust.ts')).trust(args),
  routes: async args => (await import('./commands/routes.ts')).routes(args),
  administrator: async args => (await import('./commands/administrator.ts')).administrator(args),
  evidence: async args => (await import('./commands/evidence.ts')).evidence(args),
  'verify-ocsp': async args =>
    (await import('./commands/question.ts')).ask((await import('./commands/verify-ocsp.ts')).verifyOcsp, args),
}

// npm runs a script in the folder of the program; paths are meant from where the person stands
const { npm_lifecycle_event: script, INIT_CWD: place } = process.env
if (script === 'desk' && place) process.chdir(place)

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (command) {
  process.exitCode = await command(args)
} else {
  console.error(inBoth({ why: 'command.one-of', holes: { words: Object.keys(commands).join(', ') } }))
  process.exitCode = 2
}
