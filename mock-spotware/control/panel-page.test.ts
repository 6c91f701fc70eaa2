import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { behaviourSchema } from '@/mock-spotware/behaviour'
import type { MockSpotware } from '@/mock-spotware/start'
import { control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())
afterEach(() => control(mock, 'POST', '/control/reset'))

async function panel(query = ''): Promise<string> {
  return (await fetch(`${mock.controlUrl}/${query}`)).text()
}

test('every button sends what the control API takes', async () => {
  await grantTo(mock, 'ana')
  await control(mock, 'POST', '/control/faults', { endpoint: 'crm *', kind: 'hang' })
  const page = (await panel()).replaceAll('&quot;', '"')
  const buttons = [
    ...page.matchAll(/data-method="(\w+)" data-path="([^"]+)" data-body="(\{.*?\})" data-says/g),
  ]
  expect(buttons.length).toBeGreaterThan(15)
  // one trade is like another, and some accounts have a long history to make first
  const trades = buttons.filter(([, , path]) => path === '/control/trade')
  const tried = buttons.filter((button) => !trades.slice(1).includes(button))
  // the reset last, because it takes away what the others are about
  const isReset = (path = '') => path === '/control/reset' || path === '/control/faults'
  const ordered = [...tried].sort((a, b) => Number(isReset(a[2])) - Number(isReset(b[2])))
  for (const [, method, path, body] of ordered) {
    const answer = await fetch(`${mock.controlUrl}${path}`, {
      method,
      headers: { origin: mock.controlUrl, 'content-type': 'application/json' },
      body: method === 'DELETE' ? undefined : body,
    })
    expect(answer.ok, `${method} ${path} ${body}`).toBe(true)
  }
})

test('every switch is there with its present value', async () => {
  await control(mock, 'POST', '/control/behaviour', { echoState: 'alter' })
  const page = await panel()
  for (const name of Object.keys(behaviourSchema.shape)) expect(page).toContain(`name="${name}"`)
  expect(page).toContain('<option value="&quot;alter&quot;" selected>')
  expect(page).toContain('Not as at first: echoState.')
})

test('faults are listed with what became of them', async () => {
  await control(mock, 'POST', '/control/faults', {
    endpoint: '* /apps/token',
    kind: 'html',
    times: 1,
  })
  expect(await panel()).toContain('Clear html-1')
  await fetch(mock.tokenUrl)
  expect(await panel()).toMatch(/<td>spent<\/td><td>1<\/td><td>0<\/td>/)
})

test('requests can be searched, and failures are called so', async () => {
  await fetch(`${mock.tokenUrl}?code=some-secret-code`)
  await fetch(`${mock.crmUrl}/oauth2/authorize`, { method: 'POST' })
  const found = await panel('?find=CRM')
  expect(found).toContain('failed: ')
  expect(found).toContain('POST /oauth2/authorize')
  expect(found).not.toContain('<td>GET /apps/token</td>')
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
