import { z } from 'zod'
import { accountWishSchema } from '@/mock-spotware/crm/kept-crm'
import { html } from '@/mock-spotware/http/html'
import type { HttpReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { type Entry, enterAction } from './action-entry'
import { errorNote } from './broker-frame'
import { STALE_FORM } from './form-guard'
import type { Site } from './site'
import { Visit } from './visit'

const PATH = '/account/create'

const wishFormSchema = z.object({
  ...accountWishSchema.shape,
  leverage: z.coerce.number().pipe(accountWishSchema.shape.leverage),
})

const choices = [
  {
    name: 'environmentName',
    label: 'Kind',
    options: [
      ['demo', 'Demo'],
      ['live', 'Live'],
    ],
  },
  {
    name: 'accountType',
    label: 'Positions',
    options: [
      ['HEDGED', 'Hedged: several per symbol'],
      ['NETTED', 'Netted: one per symbol'],
    ],
  },
  {
    name: 'depositCurrency',
    label: 'Currency',
    options: [
      ['EUR', 'EUR'],
      ['USD', 'USD'],
      ['GBP', 'GBP'],
    ],
  },
  {
    name: 'leverage',
    label: 'Leverage',
    options: [
      ['30', '1:30'],
      ['100', '1:100'],
      ['200', '1:200'],
    ],
  },
]

/** Opens a trading account: after a sign-up, or from cTrader with a one-time token. */
export function accountRoutes(site: Site): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      handle(request) {
        const visit = new Visit(site, request)
        const entry = enter(site, visit)
        return 'status' in entry ? entry : showForm(visit)
      },
    },
    { method: 'POST', path: PATH, handle: (request) => act(site, request) },
  ]
}

async function act(site: Site, request: HttpRequest): Promise<HttpReply> {
  const visit = new Visit(site, request)
  const entry = enter(site, visit)
  if ('status' in entry) return entry
  if (!visit.isOwnForm()) return showForm(visit, STALE_FORM, 403)
  const { client, session } = entry
  if (visit.form.get('step') !== 'later') {
    const wish = wishFormSchema.safeParse(Object.fromEntries(visit.form))
    if (!wish.success) return showForm(visit, 'Please choose one of what is offered.', 400)
    const outcome = await site.registrations.openAccount(client, visit.attempt(), wish.data)
    if ('problem' in outcome) return showForm(visit, outcome.problem, 409)
  }
  return session.action === undefined
    ? visit.enterCtrader(client.userId, session.keepLoggedIn)
    : visit.returnToCtrader(client.userId)
}

/** Somebody signed in to the client area needs no token. */
function enter(site: Site, visit: Visit): Entry | HttpReply {
  const session = visit.areaSession()
  const client = session && site.crm.clients.byUserId(session.userId)
  const hasToken = visit.request.query.has('token')
  return client && !hasToken ? { client, session } : enterAction(site, visit, 'account')
}

function showForm(visit: Visit, problem?: string, status = 200): HttpReply {
  const { form, action } = visit
  return visit.show(
    'Open a trading account',
    (hidden) => html`<h1>Open a trading account</h1>
${errorNote(problem)}
<form method="post" action="${action}">
${hidden}
${choices.map(
  ({ name, label, options }) => html`<div class="field">
<label for="${name}">${label}</label>
<select id="${name}" name="${name}">
${options.map(([value, text]) => {
  const selected = form.get(name) === value ? html` selected` : undefined
  return html`<option value="${value}"${selected}>${text}</option>`
})}
</select>
</div>`,
)}
<button class="primary" type="submit" name="step" value="open">Open account</button>
<button type="submit" name="step" value="later">Not now</button>
</form>`,
    { status },
  )
}
