import { expect, test } from 'vitest'
import { JsonClient, numbers } from '@/mock-spotware/testing/json-client'
import { ANA_LIVE, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

test('answers keep the order of their requests while a history is being made, others go on', async () => {
  const mock = await startTestMock()
  try {
    const { accessToken } = await grantTo(mock, 'ana')
    const [client, other] = await Promise.all(
      ['ana', 'other'].map(() => JsonClient.authenticated(mock, 'live')),
    )
    if (!client || !other) throw new Error('nobody is connected')
    const arrived: string[] = []
    const account = { ctidTraderAccountId: ANA_LIVE }
    const note = (name: string, answer: Promise<unknown>) =>
      answer.then((outcome) => arrived.push(`${name} ${outcome}`))
    await Promise.all([
      note('auth', client.outcome(numbers.accountAuth, { ...account, accessToken })),
      note('trader', client.outcome(numbers.trader, account)),
      note('again', client.outcome(numbers.accountAuth, { ...account, accessToken })),
      note('version', client.outcome(numbers.version)),
      other.outcome(numbers.version),
    ])
    expect(arrived).toEqual(['auth ok', 'trader ok', 'again ALREADY_LOGGED_IN', 'version ok'])
    client.close()
    other.close()
  } finally {
    await mock.close()
  }
})
