import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { behaviourSchema } from '@/mock-spotware/behaviour'
import { harbour } from '@/mock-spotware/market/broker'
import type { MockSpotware } from '@/mock-spotware/start'
import {
  ANA_DEMO,
  ANA_LIVE,
  control,
  grantTo,
  startTestMock,
} from '@/mock-spotware/testing/start-test-mock'
import { switchWords } from './panel/switch-words'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())
afterEach(() => control(mock, 'POST', '/control/reset'))

async function panel(query = ''): Promise<string> {
  return (await fetch(`${mock.controlUrl}/${query}`)).text()
}

/** The element that begins with this id, up to where elements of its kind end. */
function elementOf(page: string, id: string, tag: string): string {
  const start = page.indexOf(`id="${id}"`)
  expect(start, `#${id} is there`).toBeGreaterThan(-1)
  return page.slice(page.lastIndexOf('<', start), page.indexOf(`</${tag}>`, start))
}

function plain(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'")
}

test('every button sends what the control API takes', async () => {
  await grantTo(mock, 'ana')
  await control(mock, 'POST', '/control/faults', { endpoint: 'crm *', kind: 'hang' })
  await control(mock, 'POST', '/control/behaviour', { chunkSize: 20 })
  const page = plain(await panel())
  const buttons = [
    ...page.matchAll(/data-method="(\w+)" data-path="([^"]+)" data-body="(\{.*?\})" data-says/g),
  ]
  expect(buttons.length).toBeGreaterThan(15)
  // the reset last, because it takes away what the others are about
  const isReset = (path = '') => path === '/control/reset' || path === '/control/faults'
  const ordered = [...buttons].sort((a, b) => Number(isReset(a[2])) - Number(isReset(b[2])))
  for (const [, method, path, body] of ordered) {
    const answer = await fetch(`${mock.controlUrl}${path}`, {
      method,
      headers: { origin: mock.controlUrl, 'content-type': 'application/json' },
      body: method === 'DELETE' ? undefined : body,
    })
    expect(answer.ok, `${method} ${path} ${body}`).toBe(true)
  }
})

test('every switch is there with its present value, in a group and in words', async () => {
  await control(mock, 'POST', '/control/behaviour', { echoState: 'alter', chunkSize: 20 })
  const page = plain(await panel())
  for (const [name, { label }] of Object.entries(switchWords)) {
    expect(page).toContain(`name="${name}"`)
    expect(page).toContain(`${label} <code>${name}</code>`)
  }
  expect(page).toContain('<option value=""alter"" selected>')
  expect(page).toContain('chunkSize 500 → 20')
  expect(page).toContain('id="switch-chunkSize-default"')
  expect(page).not.toContain('id="switch-keptEnd-default"')
  for (const [name, { description }] of Object.entries(behaviourSchema.shape)) {
    expect(description, `${name} is explained`).toBeTruthy()
  }
  await control(mock, 'POST', '/control/reset')
  expect(await panel()).toContain('All switches at their defaults.')
})

test('faults are listed with their parameters and what became of them', async () => {
  await control(mock, 'POST', '/control/faults', {
    endpoint: '* /apps/token',
    kind: 'status',
    status: 503,
    times: 1,
  })
  expect(elementOf(await panel(), 'fault-status-1', 'tr')).toContain('HTTP status 503')
  await fetch(mock.tokenUrl)
  const row = elementOf(await panel(), 'fault-status-1', 'tr')
  expect(row).toMatch(/>spent<.*>1<.*>0</s)
  // first what it is, last what can be done
  expect(row.indexOf('<strong>status-1')).toBeLessThan(row.indexOf('Clear status-1'))
})

test('a preset that is set says so, and its button clears it', async () => {
  const path = async () => /data-path="([^"]+)"/.exec(elementOf(await panel(), 'fault-crm', 'li'))
  expect((await path())?.[1]).toBe('/control/faults')
  const narrower = { endpoint: 'crm *', kind: 'status', status: 503, skip: 1 }
  await control(mock, 'POST', '/control/faults', narrower)
  expect((await path())?.[1]).toBe('/control/faults')
  await control(mock, 'POST', '/control/faults', { endpoint: 'crm *', kind: 'status', status: 503 })
  expect((await path())?.[1]).toBe('/control/faults/status-2')
  expect(elementOf(await panel(), 'fault-crm', 'li')).toContain('CRM down: on')
})

test('an account shows its id, and its balance only once the history is there', async () => {
  const card = async () => elementOf(await panel(), `account-${ANA_DEMO}`, 'p')
  expect(await card()).toContain(`id <code>${ANA_DEMO}</code>`)
  expect(await card()).toContain('history not made yet')
  await fetch(`${mock.controlUrl}/control/ledger/${ANA_DEMO}`)
  expect(await card()).toMatch(/balance −?[\d,]+\.\d\d EUR/)
  expect(await panel()).toContain(`<option value="${ANA_LIVE}">Live 2101 (${ANA_LIVE})</option>`)
})

test('who signs in at the broker is told so, with the right name and password', async () => {
  const eli = elementOf(await panel(), 'person-4410005', 'details')
  expect(eli).toContain(
    'eli signs in at the broker: <strong>eli@harbourlane.example</strong> / <strong>demo</strong>',
  )
  expect(elementOf(await panel(), 'person-4410001', 'details')).not.toContain('signs in at')

  const wanted = { name: 'zoe', email: 'zoe@harbourlane.example', brokerCrmName: 'harbourlanecrm' }
  const { ctid } = mock.world.people.createPerson(wanted)
  const zoe = elementOf(await panel(), `person-${ctid}`, 'details')
  expect(zoe).toContain('zoe@harbourlane.example</strong> and the password chosen there')
})

test('amounts are written with the places of the account', async () => {
  const profile = mock.world.people.createAccount({
    isLive: false,
    broker: harbour,
    currency: 'USD',
    type: 'HEDGED',
    leverage: 30,
    registeredAt: mock.world.clock.now(),
  })
  mock.world.people.link(profile.accountId, 4_410_003)
  const page = await panel()
  expect(elementOf(page, `cash-${profile.accountId}`, 'form')).toContain('placeholder="1000.00"')
  // yen and bitcoin
  expect(elementOf(page, 'cash-41000601', 'form')).toContain('placeholder="1000"')
  expect(elementOf(page, 'cash-41000603', 'form')).toContain('placeholder="1000.00000000"')
})

test('what cannot be undone is asked first', async () => {
  const page = await panel()
  const asked = [...page.matchAll(/id="([\w-]+)"[^>]* data-confirm="/g)].map(([, id]) => id)
  expect(asked).toEqual(['advance-31d', 'reset'])
  expect(page.indexOf('id="reset"')).toBeGreaterThan(page.indexOf('id="application-active"'))
})

test('grants name their accounts', async () => {
  await grantTo(mock, 'ana', [ANA_DEMO, ANA_LIVE])
  const row = elementOf(await panel(), 'grant-4410001', 'tr')
  expect(row).toContain('Demo 5501, Live 2101')
  expect(row.indexOf('<strong>ana')).toBeLessThan(row.indexOf('Revoke access of ana'))
})

test('requests can be searched, and failures are called so', async () => {
  await control(mock, 'POST', '/control/faults', {
    endpoint: '/platform',
    kind: 'status',
    status: 503,
  })
  await fetch(`${mock.controlUrl}/platform`)
  await fetch(`${mock.tokenUrl}?code=some-secret-code`)
  await fetch(`${mock.crmUrl}/oauth2/authorize`, { method: 'POST' })
  const found = await panel('?find=CRM')
  expect(found).toMatch(/class="tag refused">refused: 4\d\d</)
  expect(found).toContain('<span class="asked">POST /oauth2/authorize</span>')
  expect(found).not.toContain('<span class="asked">GET /apps/token</span>')
  expect(await panel('?find=failed')).toContain('class="tag broken">failed: 503<')
  expect(await panel()).not.toContain('some-secret-code')
})

test('no secret that was ever issued is on it', async () => {
  await grantTo(mock, 'ana')
  const page = await panel()
  for (const { kind, value } of mock.world.issued.all()) {
    expect(page.includes(value), `a ${kind} is on the panel`).toBe(false)
  }
})

test('what was searched for is only shown as text', async () => {
  expect(await panel('?find=%22%3E%3Cscript%3Ealert(1)%3C/script%3E')).not.toContain(
    '<script>alert',
  )
})

test('a refusal is one plain line that begins with the field', async () => {
  const { body } = await control(mock, 'POST', '/control/cash', {
    accountId: ANA_DEMO,
    amount: 'a lot',
  })
  expect(body).toEqual({ error: 'amount: must be a decimal string' })
})
