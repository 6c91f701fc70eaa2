import { html } from '@/mock-spotware/http/html'
import { type HttpReply, htmlReply } from '@/mock-spotware/http/reply'
import { brokerPage, errorNote } from './broker-frame'

/** For a browser at an address of the broker where there is nothing, or nothing for a browser. */
export function noSuchPage(status: number, reason: string): HttpReply {
  const title = status === 404 ? 'There is no such page' : 'This page cannot be opened like that'
  const content = html`<h1>${title}</h1>
${errorNote(`${status}: ${reason}.`)}
<p><a href="/">To the client area</a></p>`
  return htmlReply(brokerPage(title, undefined, content), status, {
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
}
