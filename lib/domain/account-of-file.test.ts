import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proposeAccount, seenInAll, whyNotThisAccount } from './account-of-file'
import type { AccountView } from './views/account'
import { type FileGlanceView, NOTHING_SEEN } from './views/glance'

function account(id: string, facts: Partial<AccountView> = {}): AccountView {
  return {
    id,
    name: id,
    simulated: false,
    sample: false,
    source: 'file',
    environment: null,
    broker: null,
    login: null,
    currency: 'USD',
    accountType: null,
    connectionId: null,
    followed: false,
    joinsId: null,
    ...facts,
  }
}

const file = (facts: Partial<FileGlanceView>): FileGlanceView => ({ ...NOTHING_SEEN, ...facts })

describe('the account of a file', () => {
  const euro = account('euro', { currency: 'EUR' })
  const dollar = account('dollar')
  const numbered = account('numbered', { login: '5501', currency: 'EUR' })
  const backtest = account('backtest', { simulated: true })

  test.each<[string, Partial<FileGlanceView>, AccountView[], string]>([
    ['its number', { account: '5501', currency: 'EUR' }, [euro, numbered], 'numbered'],
    [
      'its number, once',
      { account: '5501', currency: 'EUR' },
      [numbered, account('b')],
      'numbered',
    ],
    ['the only one in its currency', { currency: 'EUR' }, [euro, dollar], 'euro'],
    [
      'one whose number is not known',
      { account: '77', currency: 'USD' },
      [dollar, numbered],
      'dollar',
    ],
    [
      'one for simulated trades',
      { simulated: true, currency: 'USD' },
      [dollar, backtest],
      'backtest',
    ],
  ])('is found by %s', (_, seen, accounts, expected) => {
    expect(proposeAccount(file(seen), accounts)).toMatchObject({
      kind: 'existing',
      accountId: expected,
    })
  })

  test.each<[string, Partial<FileGlanceView>, AccountView[], string, string]>([
    [
      'the file names another number',
      { account: '77', broker: 'Invented', currency: 'EUR' },
      [numbered],
      'Invented 77',
      'The file names account 77, which is not here yet.',
    ],
    [
      'no account is in its currency',
      { currency: 'EUR', program: 'cTrader' },
      [dollar],
      'cTrader EUR',
      'No account here is in EUR, which the file is in.',
    ],
    [
      'the sign is shared by several currencies',
      { currency: 'USD', currencyIsGuess: true },
      [],
      'Account USD',
      'The sign in the file usually means USD; change it if it does not.',
    ],
    [
      'its trades are simulated and the accounts are not',
      { simulated: true, currency: 'USD', program: 'cTrader' },
      [dollar],
      'Backtest USD',
      'Simulated trades need an account of their own.',
    ],
  ])('is a new one where %s', (_, seen, accounts, name, because) => {
    expect(proposeAccount(file(seen), accounts)).toMatchObject({ kind: 'new', name, because })
  })

  test.each<[string, Partial<FileGlanceView>, AccountView[]]>([
    ['nothing is known of it', {}, [dollar]],
    ['several fit', { currency: 'USD' }, [dollar, account('other')]],
    [
      'two have its number',
      { account: '5501', currency: 'EUR' },
      [numbered, { ...numbered, id: 'x' }],
    ],
    [
      'the one with its number is in another currency',
      { account: '5501', currency: 'USD' },
      [numbered],
    ],
  ])('is asked for where %s', (_, seen, accounts) => {
    expect(proposeAccount(file(seen), accounts)).toBeNull()
  })

  const glances = fc.record({
    account: fc.constantFrom(null, '5501', '77'),
    broker: fc.constantFrom(null, 'Invented'),
    currency: fc.constantFrom(null, 'EUR', 'USD'),
    currencyIsGuess: fc.boolean(),
    simulated: fc.boolean(),
    program: fc.constantFrom(null, 'cTrader' as const),
  })
  const holders = fc.array(
    fc.record({
      login: fc.constantFrom(null, '5501', '77'),
      currency: fc.constantFrom(null, 'EUR', 'USD'),
      simulated: fc.boolean(),
    }),
    { maxLength: 4 },
  )

  test('one that is proposed is never one that would be warned of', () => {
    fc.assert(
      fc.property(glances, holders, (seen, facts) => {
        const accounts = facts.map((each, index) => account(`${index}`, each))
        const proposal = proposeAccount(seen, accounts)
        if (proposal?.kind !== 'existing') return
        const chosen = accounts.find(({ id }) => id === proposal.accountId)
        expect(chosen && whyNotThisAccount(seen, chosen)).toBeNull()
        expect(chosen?.simulated).toBe(seen.simulated)
      }),
    )
  })
})

test.each<[Partial<FileGlanceView>, Partial<AccountView>, string | null]>([
  [{ account: '77' }, { login: '5501' }, 'This file names account 77, and a is 5501.'],
  [{ currency: 'EUR' }, {}, 'This file is in EUR, and a is in USD.'],
  [{ currency: 'EUR', currencyIsGuess: true }, {}, null],
  [{ simulated: true }, {}, 'This file holds simulated trades; they need an account of their own.'],
  [{}, {}, null],
])('%o for %o: %s', (seen, facts, expected) => {
  expect(whyNotThisAccount(file(seen), account('a', facts))).toBe(expected)
})

test('several files say together only what all of them say', () => {
  const one = file({ account: '5501', currency: 'EUR', broker: 'Invented' })
  expect(seenInAll([])).toBeNull()
  expect(seenInAll([one, one])).toEqual(one)
  expect(seenInAll([one, file({ account: '77', currency: 'EUR' })])).toMatchObject({
    account: null,
    broker: null,
    currency: 'EUR',
  })
})
