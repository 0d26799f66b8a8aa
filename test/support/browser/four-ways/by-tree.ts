import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, CDPSession } from 'playwright-core'
import { eventually } from '../../running/waiting.ts'
import { openContext } from '../browser.ts'
import { diploma } from '../site.ts'
import type { Part, Window } from './description.ts'

type Node = Awaited<ReturnType<typeof treeOf>>[number]

const isPart: Record<Part, (node: Node) => boolean> = {
  page: node => node.role?.value === 'RootWebArea',
  heading: node => node.role?.value === 'heading' && propertyOf(node, 'level') === 1,
  status: node => node.role?.value === 'status',
  alert: node => node.role?.value === 'alert',
}

/**
 * Somebody who knows of a page what Chromium tells a screen reader, roles, names and texts, and works it by keyboard
 * alone. The window in which a file is chosen is none of the page's.
 */
export async function byTree(browser: Browser, baseUrl: string, folder: string): Promise<Window> {
  const context = await openContext(browser)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const file = path.join(folder, diploma.name)
  writeFileSync(file, diploma.buffer)

  async function find(roles: readonly string[], name: string): Promise<Node> {
    // a name may be told with blanks where what is seen has none
    const isIt = ({ role, name: own }: Node) =>
      roles.includes(role?.value) && String(own?.value).replace(/\s+/g, '').startsWith(name.replace(/\s+/g, ''))
    const nodes = await eventually(
      () => treeOf(cdp),
      nodes => nodes.some(isIt),
    )
    const found = nodes.find(isIt)
    if (!found) throw new Error(`no ${roles.join(' or ')} has a name that begins so`)
    return found
  }

  async function focus(roles: readonly string[], name: string): Promise<Node> {
    const found = await find(roles, name)
    await cdp.send('DOM.focus', { backendNodeId: found.backendDOMNodeId! })
    return found
  }

  async function press(role: string, name: string) {
    await focus([role], name)
    await page.keyboard.press('Enter')
  }

  async function fill(label: string, text: string) {
    await focus(['textbox', 'searchbox', 'combobox'], label)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(text)
  }

  async function choose(label: string, option: string) {
    await focus(['combobox'], label)
    await page.keyboard.press('Home')
    let before: unknown
    for (;;) {
      const now: unknown = (await find(['combobox'], label)).value?.value
      if (now === option) return
      if (now === before) throw new Error(`there is no choice ${option}`)
      before = now
      await page.keyboard.press('ArrowDown')
    }
  }

  async function read(part: Part, isThere: (text: string) => boolean) {
    const look = async () => {
      const nodes = await treeOf(cdp)
      const byId = new Map(nodes.map(node => [node.nodeId, node]))
      return nodes
        .filter(isPart[part])
        .map(node => textOf(node, byId))
        .join('')
        .replace(/\s+/g, '')
    }
    return eventually(look, isThere)
  }

  return {
    hasScript: true,
    open: path => page.goto(baseUrl + path),
    follow: name => press('link', name),
    press: name => press('button', name),
    tick: async name => {
      await focus(['checkbox', 'radio'], name)
      await page.keyboard.press('Space')
    },
    fill,
    write: fill,
    choose,
    addFile: async (label, button) => {
      const { backendDOMNodeId } = await find(['button'], label)
      await cdp.send('DOM.setFileInputFiles', { files: [file], backendNodeId: backendDOMNodeId! })
      await press('button', button)
    },
    openFile: name => Promise.all([page.waitForResponse(/\/view$/), press('link', name)]),
    read,
  }
}

const treeOf = async (cdp: CDPSession) => (await cdp.send('Accessibility.getFullAXTree')).nodes

const propertyOf = ({ properties = [] }: Node, name: string) => properties.find(one => one.name === name)?.value.value

function textOf(node: Node, byId: ReadonlyMap<string, Node>): string {
  if (node.role?.value === 'StaticText') return String(node.name?.value)
  const children = (node.childIds ?? []).flatMap(id => byId.get(id) ?? [])
  return children.map(child => textOf(child, byId)).join('')
}
