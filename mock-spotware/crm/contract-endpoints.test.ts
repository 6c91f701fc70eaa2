import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CRM_PASSWORD, ELI, startTestCrm, type TestCrm } from './testing/start-test-crm'

const TOKEN = /^[\w-]{43}$/
const UNKNOWN_TOKEN = 'A'.repeat(43)

let site: TestCrm
let api: string

beforeEach(async () => {
  site = await startTestCrm()
  api = await site.authenticate()
})
afterEach(() => site.close())

const refusal = (status: number, error: string, code?: string) => ({
  status,
  body: { error, message: expect.any(String), ...(code && { code }) },
})
const unauthorized = refusal(403, 'Forbidden', 'CH_CLIENT_AUTH_FAILURE')
const notFound = refusal(404, 'Not Found')
const missing = refusal(400, 'Bad Request', 'MISSING_REQUIRED_PARAMETER')
const malformed = refusal(400, 'Bad Request')
const expired = refusal(410, 'Gone', 'CID_TOKEN_EXPIRED')
const nonExistent = refusal(417, 'Expectation Failed', 'CID_NON_EXISTED_TOKEN')

/** Nothing but these keys. */
const outcome = ({ status, body }: { status: number; body: unknown }) => ({ status, body })

describe('the examples of the documents', () => {
  test.each(['/oauth2/crmApiToken', '/cid/oauth2/crmApiToken'])('%s', async (path) => {
    const answer = await site.call(path, { body: { password: CRM_PASSWORD } })
    expect(outcome(answer)).toEqual({
      status: 200,
      body: { crmApiToken: expect.stringMatching(TOKEN) },
    })
  })

  test('exchange of a one-time token, with everything there can be', async () => {
    site.behaviour.issueInappToken = true
    expect(outcome(await site.exchange(api, site.login(true)))).toEqual({
      status: 200,
      body: {
        accessToken: expect.stringMatching(TOKEN),
        userId: ELI,
        inappToken: expect.stringMatching(TOKEN),
      },
    })
  })

  test('exchange without "Keep me logged in" and without an inappToken', async () => {
    expect(outcome(await site.exchange(api, site.login(false)))).toEqual({
      status: 200,
      body: { userId: ELI },
    })
  })

  test('automatic re-login, with and without an inappToken', async () => {
    const { accessToken } = await site.signIn(api, true)
    expect(outcome(await site.relogin(api, accessToken))).toEqual({
      status: 200,
      body: { userId: ELI },
    })
    site.behaviour.issueInappToken = true
    expect(outcome(await site.relogin(api, accessToken))).toEqual({
      status: 200,
      body: { userId: ELI, inappToken: expect.stringMatching(TOKEN) },
    })
  })

  test.each([ELI, String(ELI)])('a one-time token for an in-app action of %j', async (userId) => {
    expect(outcome(await site.generate(api, undefined, userId))).toEqual({
      status: 200,
      body: { token: expect.stringMatching(TOKEN) },
    })
  })

  test.each(['PUT', 'POST'])('log out by %s', async (method) => {
    const { accessToken } = await site.signIn(api, true)
    const answer = await site.logOut(api, { userId: String(ELI), accessToken }, method)
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '' })
    expect(outcome(await site.relogin(api, accessToken))).toEqual(notFound)
  })
})

describe('the table of errors', () => {
  const withToken = ['/oauth2/onetime/authorize', '/oauth2/authorize', '/oauth2/onetime/generate']
  const fields: Record<string, string> = {
    '/oauth2/crmApiToken': 'password',
    '/oauth2/onetime/authorize': 'code',
    '/oauth2/authorize': 'accessToken',
    '/oauth2/onetime/generate': 'userId',
  }

  test.each(Object.entries(fields))(
    '400 from %s: %s missing or not readable',
    async (path, field) => {
      const query = { crmApiToken: api }
      for (const body of [{}, { [field]: null }, { [field]: '' }, { other: 'x' }]) {
        expect(outcome(await site.call(path, { query, body }))).toEqual(missing)
      }
      const json = JSON.stringify({ [field]: UNKNOWN_TOKEN })
      const unreadable = [
        { type: 'application/json', text: '{' },
        { type: 'application/json', text: '' },
        { type: 'application/json', text: '[]' },
        { type: 'application/json', text: 'null' },
        { type: 'text/plain', text: json },
        { type: 'application/x-www-form-urlencoded', text: `${field}=x` },
        { type: 'application/json', text: JSON.stringify({ [field]: { a: 1 } }) },
        { type: 'application/json', text: JSON.stringify({ [field]: true }) },
      ]
      for (const raw of unreadable) {
        expect(outcome(await site.call(path, { query, raw }))).toEqual(malformed)
      }
    },
  )

  test('400 for a log-out without a readable userId', async () => {
    expect(outcome(await site.logOut(api, {}))).toEqual(missing)
    expect(outcome(await site.logOut(api, { userId: 'eli' }))).toEqual(malformed)
  })

  test('403 for a wrong password', async () => {
    const answer = await site.call('/oauth2/crmApiToken', { body: { password: 'wrong' } })
    expect(outcome(answer)).toEqual(unauthorized)
    expect(answer.text).not.toContain('"wrong"')
  })

  test.each([...withToken, '/oauth2/logout'])('403 from %s: crmApiToken', async (path) => {
    for (const crmApiToken of [undefined, '', 'x', UNKNOWN_TOKEN, `${api} `]) {
      // before anything else of the request is looked at
      expect(outcome(await site.call(path, { query: { crmApiToken } }))).toEqual(unauthorized)
    }
  })

  test.each([...withToken, '/oauth2/logout', '/oauth2/crmApiToken'])(
    '403 from %s: the broker is disabled',
    async (path) => {
      site.behaviour.brokerDisabled = true
      const answer = await site.call(path, {
        query: { crmApiToken: api, userId: String(ELI) },
        body: { password: CRM_PASSWORD },
      })
      expect(outcome(answer)).toEqual(refusal(403, 'Forbidden', 'CH_INSUFFICIENT_PERMISSIONS'))
    },
  )

  test('404 for what is not known, or not any more', async () => {
    const code = site.login()
    await site.exchange(api, code)
    expect(outcome(await site.exchange(api, code))).toEqual(notFound)
    expect(outcome(await site.exchange(api, UNKNOWN_TOKEN))).toEqual(notFound)
    expect(outcome(await site.relogin(api, UNKNOWN_TOKEN))).toEqual(notFound)
    expect(outcome(await site.generate(api, undefined, 1))).toEqual(notFound)
  })

  test('410 for expired tokens', async () => {
    const { accessToken } = await site.signIn(api, true)
    const code = site.login()
    site.clock.advance(60_000)
    expect(outcome(await site.exchange(api, code))).toEqual(expired)
    site.clock.advance(90 * 86_400_000)
    expect(outcome(await site.relogin(await site.authenticate(), accessToken))).toEqual(expired)
  })

  test('417 for what this CRM could not have issued', async () => {
    for (const token of [
      '16chD7xeIxc3p387Cjdcnpax2er',
      `${UNKNOWN_TOKEN}A`,
      `${'A'.repeat(42)}!`,
    ]) {
      expect(outcome(await site.exchange(api, token))).toEqual(nonExistent)
      expect(outcome(await site.relogin(api, token))).toEqual(nonExistent)
    }
  })

  test('other paths, methods and sizes in the same form', async () => {
    expect(outcome(await site.call('/oauth2/nothing'))).toEqual(notFound)
    expect(outcome(await site.call('/oauth2/authorize', { method: 'GET' }))).toEqual(
      refusal(405, 'Method Not Allowed'),
    )
    const body = { password: 'x'.repeat(70_000) }
    expect(outcome(await site.call('/oauth2/crmApiToken', { body }))).toEqual(
      refusal(413, 'Payload Too Large'),
    )
  })
})

describe('crmApiToken', () => {
  test('several are valid at once, each for at least a week', async () => {
    site.behaviour.crmApiTokenLifeSeconds = 604_800
    const first = await site.authenticate()
    const second = await site.authenticate()
    expect(second).not.toBe(first)
    site.clock.advance(604_799_000)
    for (const token of [first, second]) expect((await site.generate(token)).status).toBe(200)
    site.clock.advance(1_000)
    for (const token of [first, second]) {
      expect(outcome(await site.generate(token))).toEqual(unauthorized)
    }
    // issued before with the usual month
    expect((await site.generate(api)).status).toBe(200)
  })

  test('ten wrong passwords in a minute close the door for that minute', async () => {
    const attempt = (password: string) => site.call('/oauth2/crmApiToken', { body: { password } })
    for (let count = 0; count < 10; count += 1) await attempt(`wrong ${count}`)
    expect(outcome(await attempt(CRM_PASSWORD))).toEqual(unauthorized)
    // tokens issued before go on
    expect((await site.generate(api)).status).toBe(200)
    site.clock.advance(60_000)
    expect((await attempt(CRM_PASSWORD)).status).toBe(200)
  })
})

describe('one-time tokens', () => {
  test('of twenty exchanges at once one gets the user', async () => {
    const code = site.login(true)
    const answers = await Promise.all(Array.from({ length: 20 }, () => site.exchange(api, code)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 404)])
  })

  test('live for as long as the switch says', async () => {
    site.behaviour.oneTimeTokenLifeSeconds = 5
    const code = site.login()
    site.clock.advance(4_900)
    expect((await site.exchange(api, code)).status).toBe(200)
  })

  test('of an in-app action are good for no login, and stay good for the action', async () => {
    const token = await site.inAppToken()
    expect(outcome(await site.exchange(api, token))).toEqual(notFound)
    expect(site.crm.oneTimeTokens.take(token, 'inApp')).toMatchObject({ userId: ELI })
  })
})

describe('long-term tokens', () => {
  test('every use prolongs their life', async () => {
    site.behaviour.longTermTokenLifeSeconds = 100
    const { accessToken } = await site.signIn(api, true)
    for (let day = 0; day < 3; day += 1) {
      site.clock.advance(99_000)
      expect((await site.relogin(api, accessToken)).status).toBe(200)
    }
    site.clock.advance(100_000)
    expect(outcome(await site.relogin(api, accessToken))).toEqual(expired)
  })

  test('are stored nowhere as they are, like every other token', async () => {
    site.behaviour.issueInappToken = true
    const { accessToken = '', inappToken = '' } = await site.signIn(api, true)
    const kept = JSON.stringify(site.crm.kept())
    for (const token of [api, accessToken, inappToken]) {
      expect(kept).not.toContain(token)
      expect(JSON.stringify(site.requests.all())).not.toContain(token)
      expect(site.issued.all().map(({ value }) => value)).toContain(token)
    }
  })

  test('revoking everything of a user leaves other users alone', async () => {
    const { accessToken } = await site.signIn(api, true)
    const stranger = await site.signIn(api, true, 7)
    const code = site.login()
    site.crm.revokeAllTokens(ELI)
    expect(outcome(await site.relogin(api, accessToken))).toEqual(notFound)
    expect(outcome(await site.exchange(api, code))).toEqual(notFound)
    expect((await site.relogin(api, stranger.accessToken)).status).toBe(200)
  })
})

describe('inappToken', () => {
  test('is checked once it is issued: without the right one there is no one-time token', async () => {
    site.behaviour.issueInappToken = true
    const { inappToken } = await site.signIn(api, true)
    const stranger = await site.signIn(api, true, 7)
    for (const wrong of [undefined, '', 'x', UNKNOWN_TOKEN, stranger.inappToken]) {
      expect(outcome(await site.generate(api, wrong))).toEqual(unauthorized)
    }
    expect((await site.generate(api, inappToken)).status).toBe(200)
  })

  test('a new one of the same device replaces the old, that of another device goes on', async () => {
    site.behaviour.issueInappToken = true
    const phone = await site.signIn(api, true)
    const desktop = await site.signIn(api, true)
    const { body } = await site.relogin(api, phone.accessToken)
    const { inappToken } = Object(body)
    expect(outcome(await site.generate(api, phone.inappToken))).toEqual(unauthorized)
    expect((await site.generate(api, inappToken)).status).toBe(200)
    expect((await site.generate(api, desktop.inappToken)).status).toBe(200)
  })

  test('dies with the long-term token of its device, or unused for a week', async () => {
    site.behaviour.issueInappToken = true
    site.behaviour.longTermTokenLifeSeconds = 100
    const phone = await site.signIn(api, true)
    const guest = await site.signIn(api, false)
    site.clock.advance(100_000)
    expect(outcome(await site.generate(api, phone.inappToken))).toEqual(unauthorized)
    const week = 7 * 24 * 60 * 60_000
    for (let round = 0; round < 2; round += 1) {
      expect((await site.generate(api, guest.inappToken)).status).toBe(200)
      site.clock.advance(week - 60_000)
    }
    site.clock.advance(60_000)
    expect(outcome(await site.generate(api, guest.inappToken))).toEqual(unauthorized)
  })

  test('is not looked at when it is not issued', async () => {
    expect((await site.generate(api, 'anything')).status).toBe(200)
  })
})

describe('log out', () => {
  test('is repeated without harm, also for users nobody knows', async () => {
    const { accessToken } = await site.signIn(api, true)
    const userId = String(ELI)
    for (const query of [
      { userId, accessToken },
      { userId, accessToken },
      { userId },
      { userId, accessToken: '' },
      { userId: '1' },
    ]) {
      expect((await site.logOut(api, query)).status).toBe(200)
    }
  })

  test('ends the device it names and no other, and a session without token alone', async () => {
    site.behaviour.issueInappToken = true
    const phone = await site.signIn(api, true)
    const desktop = await site.signIn(api, true)
    const guest = await site.signIn(api, false)
    const userId = String(ELI)
    await site.logOut(api, { userId, accessToken: phone.accessToken })
    expect(outcome(await site.relogin(api, phone.accessToken))).toEqual(notFound)
    expect(outcome(await site.generate(api, phone.inappToken))).toEqual(unauthorized)
    expect((await site.generate(api, guest.inappToken)).status).toBe(200)
    await site.logOut(api, { userId })
    expect(outcome(await site.generate(api, guest.inappToken))).toEqual(unauthorized)
    expect((await site.generate(api, desktop.inappToken)).status).toBe(200)
    expect((await site.relogin(api, desktop.accessToken)).status).toBe(200)
  })

  test('passes over the token of somebody else', async () => {
    const stranger = await site.signIn(api, true, 7)
    const answer = await site.logOut(api, {
      userId: String(ELI),
      accessToken: stranger.accessToken,
    })
    expect(answer).toMatchObject({ status: 200, text: '' })
    expect((await site.relogin(api, stranger.accessToken)).status).toBe(200)
    const entries = () => site.requests.all().filter((one) => 'note' in one && one.note)
    expect(entries()).toMatchObject([
      { path: '/oauth2/logout', note: expect.stringContaining('of somebody else') },
    ])
  })
})
