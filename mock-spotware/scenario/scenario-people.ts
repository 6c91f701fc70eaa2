import type { AccountProfile } from '@/mock-spotware/accounts/records'
import type { AccountPlan } from '@/mock-spotware/history/account-life'
import type { ScriptedTrade } from '@/mock-spotware/history/scripted-history'
import { type Broker, brokerNamed, foundBroker } from '@/mock-spotware/market/broker'
import type { Persona } from '@/mock-spotware/personas/persona'
import { ScenarioError } from './scenario-error'
import type { AccountInput, BrokerInput, ScenarioInput, StyleInput } from './scenario-schema'
import { readCash, readMoney, readTrade, requireSymbol } from './scripted-trades'

const FIRST_CTID = 4_430_001
const FIRST_ACCOUNT_ID = 46_000_001
const FIRST_LOGIN = 800_001
const FIRST_RECORD_ID = 96_000_001
const FIRST_SYMBOL_ID = 9_001
const IDS_PER_BROKER = 200
const IDS_PER_ACCOUNT = 10_000_000

type FindBroker = (name: string, path: string) => Broker

/** The people of a scenario. Throws ScenarioError naming the place in the file and the cure. */
export function readPeople({ people, brokers }: ScenarioInput): Persona[] {
  const findBroker = brokerFinder(brokers)
  let accountsBefore = 0
  return people.map((person, index) => {
    const { name, email, description, alwaysGrantsTrading } = person
    const accounts = person.accounts.map((account, number) => {
      const path = `people.${index}.accounts.${number}`
      accountsBefore += 1
      return readAccount(account, findBroker, accountsBefore - 1, path)
    })
    const ctid = person.ctid ?? FIRST_CTID + index
    return { name, ctid, description, accounts, email, alwaysGrantsTrading }
  })
}

/** Throws ScenarioError when two people or accounts could not be told apart. */
export function checkUnique(people: readonly Persona[]): void {
  const profiles = people.flatMap(({ accounts }) => accounts.map(({ profile }) => profile))
  const cure = 'change one of them, or leave the built-in people out with "personas": "none"'
  const check = (what: string, values: (string | number | undefined)[]) => {
    const given = values.filter((value) => value !== undefined)
    const twice = given.find((value, index) => given.indexOf(value) !== index)
    if (twice !== undefined) throw new ScenarioError(`people: ${what} ${twice} is taken; ${cure}`)
  }
  check(
    'the name',
    people.map(({ name }) => name),
  )
  check(
    'the e-mail address',
    people.map(({ email }) => email),
  )
  check(
    'ctid',
    people.map(({ ctid }) => ctid),
  )
  check(
    'accountId',
    profiles.map(({ accountId }) => accountId),
  )
  check(
    'the login',
    profiles.map(({ broker, login }) => `${broker.name} ${login}`),
  )
}

function brokerFinder(founded: readonly BrokerInput[]): FindBroker {
  const own = new Map<string, Broker>()
  for (const [index, { name, title }] of founded.entries()) {
    if (brokerNamed(name) || own.has(name)) {
      throw new ScenarioError(`brokers.${index}.name: ${name} is taken; choose another one`)
    }
    own.set(name, foundBroker(title, name, FIRST_SYMBOL_ID + index * IDS_PER_BROKER))
  }
  return (name, path) => {
    const broker = own.get(name) ?? brokerNamed(name)
    if (broker) return broker
    throw new ScenarioError(`${path}: there is no broker ${name}; describe it under brokers`)
  }
}

function readAccount(
  account: AccountInput,
  findBroker: FindBroker,
  index: number,
  path: string,
): AccountPlan {
  const profile: AccountProfile = {
    accountId: account.accountId ?? FIRST_ACCOUNT_ID + index,
    login: account.login ?? FIRST_LOGIN + index,
    isLive: account.environment === 'live',
    broker: findBroker(account.broker, `${path}.broker`),
    currency: account.currency,
    type: account.type,
    moneyDigits: account.moneyDigits,
    leverage: account.leverage,
    isSwapFree: account.swapFree,
    registeredAt: account.registeredAt,
    firstRecordId: account.firstRecordId ?? FIRST_RECORD_ID + index * IDS_PER_ACCOUNT,
  }
  const { style } = account
  const trades = account.trades.map((one, number) =>
    readTrade(profile, one, `${path}.trades.${number}`),
  )
  if (profile.type === 'NETTED') checkNetted(trades, style, path)
  const cash = account.cash.map((one, number) => readCash(profile, one, `${path}.cash.${number}`))
  return {
    profile,
    firstDeposit: readMoney(account.firstDeposit, profile, `${path}.firstDeposit`),
    trading: style && readStyle(profile, style, `${path}.style`),
    script: { trades, cash },
  }
}

/** On a netted account every trade has to be the only one of its symbol while it lasts. */
function checkNetted(
  trades: readonly ScriptedTrade[],
  style: StyleInput | undefined,
  path: string,
): void {
  if (style && trades.length > 0) {
    throw new ScenarioError(`${path}.trades: a netted account has either a style or trades`)
  }
  for (const [index, trade] of trades.entries()) {
    const meets = trades.slice(0, index).some((other) => overlap(other, trade))
    if (!meets) continue
    throw new ScenarioError(
      `${path}.trades.${index}.openedAt: another trade in ${trade.symbol} is open then; move one of them, or make the account HEDGED`,
    )
  }
}

function overlap(one: ScriptedTrade, other: ScriptedTrade): boolean {
  return one.symbol === other.symbol && one.openedAt <= endOf(other) && other.openedAt <= endOf(one)
}

function endOf({ volume, closings }: ScriptedTrade): number {
  const closed = closings.reduce((sum, closing) => sum + closing.volume, 0n)
  return closed < volume ? Number.POSITIVE_INFINITY : (closings.at(-1)?.at ?? 0)
}

function readStyle(
  profile: AccountProfile,
  style: StyleInput,
  path: string,
): NonNullable<AccountPlan['trading']> {
  if ((style.kind === 'netted') !== (profile.type === 'NETTED')) {
    throw new ScenarioError(`${path}.kind: ${style.kind} does not fit a ${profile.type} account`)
  }
  for (const name of symbolsOf(style)) requireSymbol(profile, name, path)
  switch (style.kind) {
    case 'hedged': {
      const { kind: _kind, ...hedged } = style
      return { hedged }
    }
    case 'netted': {
      const { kind: _kind, ...netted } = style
      return { netted }
    }
    case 'scalping': {
      const { kind: _kind, targetBalance, ...rest } = style
      const target = readMoney(targetBalance, profile, `${path}.targetBalance`)
      return { scalping: { ...rest, targetBalance: target } }
    }
    case 'reckless': {
      const stake = readMoney(style.stake, profile, `${path}.stake`)
      if (stake < 1_000n) throw new ScenarioError(`${path}.stake: is too small to trade with`)
      return { reckless: { symbols: style.symbols, stake } }
    }
  }
}

function symbolsOf(style: StyleInput): string[] {
  if (style.kind === 'hedged') return [...style.symbols, ...style.swingSymbols]
  if (style.kind === 'netted') return [...style.symbols, style.alwaysInMarket]
  return [...style.symbols]
}
