import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import path from 'node:path'
import { sessionWatch } from '../../domain/account/session-watch.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { inTaipei } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { dateText, dayInTable, instantText } from '../../domain/roc-date.ts'
import { speak, type TextKey } from '../../text/speak.ts'
import { languageOf } from '../access/language.ts'
import { answerRefused, newFormKey } from '../access/once.ts'
import { pathOf } from '../access/proof.ts'
import { sayNext, takeSaid, type Said } from '../access/said.ts'
import type { Deps } from '../deps.ts'
import { asset, type Script } from '../transport/assets.ts'
import { saidInFrame, type Framed } from '../transport/framed.ts'
import { markChinese } from './chinese-parts.ts'
import { codeHref, isForIssuer } from './codes.ts'
import { fieldName, withFieldNames } from './error-names.ts'
import { keptPages, type Own } from './kept-page.ts'
import { keyOf } from './key-of.ts'
import { optionLists, wordLists } from './option-list.ts'
import { sheetInside } from './sheet.ts'
import { openViews } from './views.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Renders the whole page, or only `part` of it when htmx asks for a part: one model, two renderings. */
    page: <Model extends object>(name: string, model?: Model & NoneOfLayout, part?: string) => Promise<FastifyReply>
    /**
     * A page that is the same for all visitors but for the texts that are `own` (see kept-page.ts). `model` must say
     * nothing of anybody.
     */
    sharedPage: <Model extends object>(name: string, model: Model & NoneOfLayout, own: Own) => FastifyReply
    /**
     * After success: 303, or the header by which htmx goes to another page; `said` is what that page says of it, about
     * the correction of that `number`.
     */
    seeOther: (url: string, said?: Said, number?: string) => FastifyReply
    language: () => Language
  }
}

/** A page brings nothing by a name that the layout has for something else. */
type NoneOfLayout = { [Key in keyof Layout]?: never }
type Layout = Record<
  | 'actor'
  | 'asset'
  | 'clockTime'
  | 'codeHref'
  | 'csrf'
  | 'date'
  | 'fieldName'
  | 'here'
  | 'isForIssuer'
  | 'isPart'
  | 'keyOf'
  | 'lang'
  | 'may'
  | 'now'
  | 'offices'
  | 'once'
  | 'optionList'
  | 'ownAgencies'
  | 'path'
  | 'sentences'
  | 'sessionEnd'
  | 'sessionWatch'
  | 'sheet'
  | 'shortDay'
  | 't'
  | 'time'
  | 'unbroken'
  | 'unread'
  | 'wordList',
  unknown
>

type Scripted = { script?: Script | undefined }

/** Where somebody comes back to from here: of a form without a page at its address, the page that has it. */
function addressOf(app: FastifyInstance, request: FastifyRequest): string {
  const { url: pattern, config } = request.routeOptions
  if (request.method === 'GET' || pattern === undefined) return request.url
  return app.hasRoute({ method: 'GET', url: pattern }) ? request.url : pathOf(config.page ?? '/', request)
}

/** On every answer of ours, so that a page takes nobody else's into its parts. */
const ownAnswer = 'Desk-Answer'

export function renderPages(
  app: FastifyInstance,
  deps: Pick<Deps, 'installation' | 'config' | 'phone' | 'db' | 'ring' | 'clock'>,
  root: string,
): void {
  const { installation, config, phone } = deps
  const views = path.join(root, 'views')
  const eta = openViews(views)
  const optionList = optionLists(eta)
  const wordList = wordLists(eta)
  const escape = eta.config.escapeFunction
  const keptPage = keptPages(escape)

  function modelOf(reply: FastifyReply, isPart: boolean, model: Scripted) {
    const { request } = reply
    const lang = languageOf(request)
    const t = speak(lang)
    return {
      lang,
      t,
      asset,
      codeHref,
      isForIssuer,
      help: config.help,
      /** One after the other, as the language of the page sets them. */
      sentences: (...all: string[]) => all.filter(Boolean).join(lang === 'zh-TW' ? '' : ' '),
      keyOf,
      path: addressOf(app, request),
      here: request.url.replace(/\?.*$/, ''),
      csrf: kept(() => reply.csrfToken()),
      once: newFormKey,
      optionList,
      wordList,
      /** Text for a page, its numbers on one line: a browser would part 115-000007 after the hyphen. */
      /** A digest is there to be seen and compared; nobody wants to hear its 64 signs. */
      muteDigests: (text: string) => escape(text).replace(/[0-9a-f]{64}/g, '<span aria-hidden="true">$&</span>'),
      unbroken: (text: string) => escape(text).replace(/\d+(?:-\d+)+/g, '<span class="number">$&</span>'),
      date: (day: string) => dateText(day, lang),
      shortDay: (day: string) => dayInTable(day, lang),
      time: (at: Date) => instantText(at, lang),
      now: deps.clock(),
      clockTime: (at: Date) => inTaipei(at).time.slice(0, 5),
      actor: request.actor,
      // not `agencies`: pages have lists by that name, and the switcher would offer them
      ownAgencies: request.agencies,
      offices: request.offices,
      may: request.actor ? allowed(request.actor) : {},
      unread: request.unreadNotices,
      sessionEnd: request.sessionEnd,
      sessionWatch: request.sessionEnd && sessionWatch(request.sessionEnd.at, deps.clock()),
      isDemo: installation === 'demo',
      componentOrigin: config.componentOrigin,
      /** Forms for the phone offer the ministry's page, too. */
      hasPhonePage: Boolean(phone?.page),
      errors: [],
      form: {},
      /** What the fields of the page are called, by their ids, for its error summary. */
      fieldLabels: new Map<string, string>(),
      fieldName,
      isPart,
      /** Seconds after which a browser without script loads the page again; 0 for never. */
      refresh: 0,
      status: isPart ? '' : takeSaid(request, reply, t, lang),
      dense: false,
      sheet: isPart ? '' : sheetInside(request, reply),
      ...model,
      script: model.script ?? (request.actor ? 'session.js' : undefined),
    }
  }

  function render(name: string, model: ReturnType<typeof modelOf>): string {
    const { lang, t, fieldLabels: labels } = model
    const html = withFieldNames(eta.render(name, model), { escape, labels, colon: t('form.colon') })
    return lang === 'en' ? markChinese(html) : html
  }

  const sendFramed = (reply: FastifyReply, said: Scripted & Framed) =>
    sendHtml(reply, render('framed', modelOf(reply, true, said)))

  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header(ownAnswer, 'yes')
    done()
  })

  app.decorateReply('language', function (this: FastifyReply) {
    return languageOf(this.request)
  })

  app.decorateReply('page', async function (this: FastifyReply, name: string, model: Scripted = {}, part?: string) {
    const { request } = this
    const again = await answerRefused(request, this, deps)
    if (again) return again
    const framed = name === 'problem' && saidInFrame(request, this, (model as { problem?: TextKey }).problem)
    if (framed) return sendFramed(this, framed)
    const isPart = part !== undefined && request.headers['hx-request-type'] === 'partial'
    return sendHtml(this, render(isPart ? part : name, modelOf(this, isPart, model)))
  })

  app.decorateReply('sharedPage', function (this: FastifyReply, name: string, shared: object, own: Own) {
    const model = modelOf(this, false, { ...shared, ...own })
    const { lang, here, sheet, actor, status, path } = model
    if (actor || status) return sendHtml(this, render(name, model))
    const html = keptPage([name, lang, here, sheet === '', shared], { ...own, path, csrf: model.csrf() }, marks =>
      render(name, { ...model, ...marks, csrf: () => marks.csrf }),
    )
    return sendHtml(this, html)
  })

  app.decorateReply('seeOther', function (this: FastifyReply, url: string, said?: Said, number?: string) {
    const framed = saidInFrame(this.request, this)
    if (framed) return sendFramed(this.code(403), framed)
    if (said) sayNext(this, said, deps.clock(), number)
    return this.request.headers['hx-request']
      ? this.code(204).header('HX-Redirect', url).send()
      : this.redirect(url, 303)
  })
}

function sendHtml(reply: FastifyReply, html: string) {
  reply.header('Cache-Control', 'no-store').header('Vary', 'HX-Request-Type, Cookie, Accept-Language')
  return reply.type('text/html; charset=utf-8').send(html)
}

/** Asked for by every form of a page, made once, and not where no form is. */
function kept<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

const allowed = (actor: Parameters<(typeof permissions)['administer']>[0]) =>
  Object.fromEntries(Object.entries(permissions).map(([name, may]) => [name, may(actor)]))
