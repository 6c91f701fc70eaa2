import { expect, test } from 'vitest'
import { noAccountsWords, notConfiguredWords } from './environment-words'

test.each([
  [[], 'Or they are in another environment: whoever runs this Tallybook can add it.'],
  [['Island'], 'Or they are in another environment: add a connection to Island.'],
  [['Island', 'Harbour', 'Bay'], 'add a connection to Island, Harbour or Bay.'],
])('without accounts, and with %j besides', (otherPlatforms, elsewhere) => {
  const { body } = noAccountsWords({ platformName: 'cTrader', otherPlatforms })
  expect(body).toContain('We asked cTrader and it gave us no accounts.')
  expect(body).toContain('go back and tick them')
  expect(body).toContain('another cTrader ID')
  expect(body).toContain(elsewhere)
})

test('an environment that is not set up is named, and nobody is asked to act', () => {
  const { title, body } = notConfiguredWords({ platformName: 'Island' })
  expect(title).toContain('Island')
  expect(body).toContain('goes on by itself')
})
