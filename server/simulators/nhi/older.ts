import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { notFound, type Ask, type Reply } from '../serve.ts'
import { component, type Call, type Desk } from './component.ts'

type Command = { start: string; call: Call; says: (value: string) => string }

// matched by how a message begins; what follows is the argument
const commands: Command[] = [
  { start: 'GetBasic', call: 'basic', says: csv => `GetBasic:${csv},` },
  { start: 'GetVersion', call: 'version', says: version => `GetVersion:${version}` },
  { start: 'GetRandom', call: 'random', says: random => `GetRandom:${random}` },
  { start: 'H_Sign?Random=', call: 'sign', says: signature => `H_Sign:${signature}` },
  { start: 'EnCrypt?Pwd=', call: 'password', says: hex => `EnCrypt:${hex}` },
  { start: 'SecureGetBasicWithParam?Pwd=', call: 'sealed-basic', says: hex => hex },
]

const page = `<!doctype html>
<html lang="zh-TW"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>NHIICC</title>
<h1>健保卡元件（模擬）</h1>
<p>看得到這一頁，就表示瀏覽器已接受元件的憑證。請回到原來的網頁再試一次。</p>
<p lang="en">The browser has accepted the certificate of the simulated component. Go back and try again.</p>
</html>
`

/** The component that speaks over a web socket: text in, text out, one after the other. */
export function older(desk: Desk) {
  const ask = component('older', desk)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 })

  function said(message: string): string {
    const command = commands.find(({ start }) => message.startsWith(start))
    if (!command) return '9999'
    const { result, value } = ask(command.call, message.slice(command.start.length))
    return result === '0000' ? command.says(value) : result
  }

  async function answer(socket: WebSocket, message: string) {
    const { fault, ms } = desk.machine.component('older')
    if (fault === 'silent') return
    if (fault === 'slow') await pause(ms, undefined, { ref: false })
    if (fault === 'closes' && message.startsWith('H_Sign')) return socket.terminate()
    if (fault === 'chatter') socket.send(`log:${message.length} bytes received`)
    const whole = said(message)
    socket.send(fault === 'garbled' ? whole.slice(0, whole.length / 2) : whole)
  }

  sockets.on('connection', (socket: WebSocket) => {
    let before: Promise<unknown> = Promise.resolve()
    socket.on('error', () => socket.terminate())
    socket.on('message', (message: Buffer) => {
      before = before.then(() => answer(socket, message.toString()))
    })
    if (desk.machine.component('older').fault === 'chatter') socket.send('connected:1')
  })

  return {
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url !== '/echo') return void socket.destroy()
      sockets.handleUpgrade(request, socket, head, found => sockets.emit('connection', found))
    },

    /** For a person who has to accept the certificate first. */
    answering: ({ method }: Ask): Reply =>
      method === 'GET' ? { body: page, headers: { server: 'NHIICC/1.0' } } : notFound,

    close: () => sockets.clients.forEach(socket => socket.terminate()),
  }
}
