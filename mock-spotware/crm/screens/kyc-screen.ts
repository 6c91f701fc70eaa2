import { html } from '@/mock-spotware/http/html'
import type { HttpReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { type Entry, enterAction } from './action-entry'
import { errorNote } from './broker-frame'
import { STALE_FORM } from './form-guard'
import type { Site } from './site'
import { Visit } from './visit'

const PATH = '/inapp/kyc'

/** Identity check: a form instead of documents. It concerns nobody but the broker. */
export function kycRoutes(site: Site): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      handle(request) {
        const visit = new Visit(site, request)
        const entry = enterAction(site, visit, 'kyc')
        return 'status' in entry ? entry : showForm(visit, entry)
      },
    },
    { method: 'POST', path: PATH, handle: (request) => act(site, request) },
  ]
}

function act(site: Site, request: HttpRequest): HttpReply {
  const visit = new Visit(site, request)
  const entry = enterAction(site, visit, 'kyc')
  if ('status' in entry) return entry
  if (!visit.isOwnForm()) return showForm(visit, entry, STALE_FORM, 403)
  const { client } = entry
  if (visit.form.get('step') !== 'back') {
    const isComplete = ['fullName', 'country'].every((name) => visit.form.get(name)?.trim())
    if (!isComplete) return showForm(visit, entry, 'Please fill in both fields.', 400)
    site.crm.clients.change(client, { isVerified: true })
  }
  return visit.returnToCtrader(client.userId)
}

function showForm(visit: Visit, { client }: Entry, problem?: string, status = 200): HttpReply {
  const { form, action } = visit
  return visit.show(
    'Verify your identity',
    (hidden) => html`<h1>Verify your identity</h1>
${errorNote(problem)}
${client.isVerified ? html`<p class="good">Your identity is verified.</p>` : undefined}
<form method="post" action="${action}">
${hidden}
<div class="field">
<label for="full-name">Full name</label>
<input id="full-name" name="fullName" value="${form.get('fullName') ?? ''}" autocomplete="name" maxlength="120" required>
</div>
<div class="field">
<label for="country">Country of residence</label>
<input id="country" name="country" value="${form.get('country') ?? ''}" autocomplete="country-name" maxlength="80" required>
</div>
<button class="primary" type="submit" name="step" value="verify">Send</button>
<button type="submit" name="step" value="back" formnovalidate>Back to trading</button>
</form>`,
    { status },
  )
}
