import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { decodeFields } from '@/mock-spotware/testing/protobuf-bytes'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { envelope, tcpClient, withPrefix } from '@/mock-spotware/testing/tcp-client'

const LARGEST = '100000000000.00'
const DEPOSITS_TO_THE_BRIM = 100

let mock: MockSpotware
beforeEach(async () => {
  mock = await startTestMock()
})
afterEach(() => mock.close())

function book() {
  const account = mock.world.account(ANA_DEMO)
  if (!account) throw new Error('no such account')
  return account.book
}

function closingDeal(): string {
  const deal = book().deals.findLast(({ close }) => close)
  if (!deal) throw new Error('ana never closed anything')
  return `/control/deals/${ANA_DEMO}/${deal.dealId}`
}

const beyond64Bits = '9'.repeat(20)
const oneTooMany = '100000000000.01'

test.each([
  ['/control/cash', { amount: beyond64Bits }, /amount must not be larger than 100000000000\.00/],
  ['/control/cash', { amount: `-${beyond64Bits}` }, /amount must not be larger/],
  ['/control/cash', { amount: oneTooMany }, /amount must not be larger/],
  ['/control/trade', { net: beyond64Bits }, /net must not be larger/],
  ['/control/trade', { net: `-${oneTooMany}` }, /net must not be larger/],
  ['/control/trade', { lots: beyond64Bits }, /lots must not be more than \d+/],
])('%s refuses %j', async (path, order, words) => {
  const { balance, balanceVersion, deals } = book()
  const before = { balance, balanceVersion, deals: deals.length }
  const answer = await control(mock, 'POST', path, { accountId: ANA_DEMO, ...order })
  expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(words) } })
  const after = book()
  expect({ ...before, balance: after.balance, deals: after.deals.length }).toEqual(before)
})

test.each(['swap', 'commission'])('a correction refuses too large a %s', async (part) => {
  const before = book().balance
  expect(await control(mock, 'POST', closingDeal(), { [part]: beyond64Bits })).toEqual({
    status: 400,
    body: { error: `${part} must not be larger than ${LARGEST}` },
  })
  expect(book().balance).toBe(before)
})

async function balancesOnTheWire() {
  const { accessToken } = await grantTo(mock, 'ana')
  const account = { ctidTraderAccountId: ANA_DEMO }
  const client = await JsonClient.authenticated(mock, 'demo')
  await client.ask(numbers.accountAuth, { ...account, accessToken })
  const json = (await client.ask(numbers.trader, account)).payload.trader
  client.close()

  const { socket, read } = await tcpClient(mock)
  const ask = (payloadType: number, fields: Parameters<typeof envelope>[1]) => {
    socket.write(withPrefix(envelope(payloadType, fields)))
    return read()
  }
  await ask(numbers.applicationAuth, [
    [2, mock.clientId],
    [3, mock.clientSecret],
  ])
  await ask(numbers.accountAuth, [
    [2, ANA_DEMO],
    [3, accessToken],
  ])
  const field = (bytes: unknown, number: number) =>
    Buffer.isBuffer(bytes) ? decodeFields(bytes).get(number)?.[0] : undefined
  const answer = await ask(numbers.trader, [[2, ANA_DEMO]])
  socket.destroy()
  return { json, protobuf: field(field(field(answer, 2), 3), 2) }
}

test('a balance has a brim: up to it everything is exact, beyond it nothing is booked', async () => {
  const deposit = () =>
    control(mock, 'POST', '/control/cash', { accountId: ANA_DEMO, amount: LARGEST })
  const beginning = book().balance
  for (let booked = 1; booked < DEPOSITS_TO_THE_BRIM; booked += 1) {
    expect((await deposit()).status).toBe(201)
  }
  const brimful = book().balance
  expect(brimful).toBe(beginning + 10n ** 13n * BigInt(DEPOSITS_TO_THE_BRIM - 1))
  const tooLarge = { status: 409, body: { error: expect.stringContaining('too large') } }
  expect(await deposit()).toEqual(tooLarge)
  const gain = { accountId: ANA_DEMO, net: LARGEST }
  const { length } = book().deals
  expect(await control(mock, 'POST', '/control/trade', gain)).toEqual(tooLarge)
  expect(book().deals).toHaveLength(length)
  const path = closingDeal()
  expect(await control(mock, 'POST', path, { swap: LARGEST })).toEqual(tooLarge)
  expect(book().balance).toBe(brimful)

  expect(await balancesOnTheWire()).toEqual({
    json: expect.objectContaining({ balance: Number(brimful) }),
    protobuf: brimful,
  })
  const back = { accountId: ANA_DEMO, amount: `-${LARGEST}` }
  expect((await control(mock, 'POST', '/control/cash', back)).status).toBe(201)
})

test('a correction looks at every balance that stands on the deal, not only at the last one', async () => {
  const path = closingDeal()
  const cash = (amount: string) =>
    control(mock, 'POST', '/control/cash', { accountId: ANA_DEMO, amount })
  for (let booked = 1; booked < DEPOSITS_TO_THE_BRIM; booked += 1) await cash(LARGEST)
  for (let booked = 1; booked < DEPOSITS_TO_THE_BRIM; booked += 1) await cash(`-${LARGEST}`)
  const before = book().balance
  expect((await control(mock, 'POST', path, { swap: LARGEST })).status).toBe(409)
  expect(book().balance).toBe(before)
  expect((await control(mock, 'POST', path, { swap: '-1.00' })).status).toBe(200)
})
