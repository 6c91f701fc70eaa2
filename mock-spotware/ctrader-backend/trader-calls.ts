import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { bookCashByHand } from '@/mock-spotware/accounts/act-by-hand'
import type { HandMadeCash } from '@/mock-spotware/accounts/hand-made-record'
import {
  formatMoney,
  MOST_BALANCE,
  MOST_MINOR_UNITS,
  parseDecimal,
} from '@/mock-spotware/accounts/money'
import type { CashOperation } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { type HttpReply, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import { brokerNamed } from '@/mock-spotware/market/broker'
import { assetNames } from '@/mock-spotware/market/instruments'
import type { World } from '@/mock-spotware/world'
import { refuseCall } from './backend-refusal'
import type { CtraderBackend } from './ctrader-backend'
import { managerCall } from './manager-call'

const text = z.string().trim().min(1).max(200)
const environmentName = z.enum(['demo', 'live'])
const md5 = z.string().regex(/^[0-9a-f]{32}$/i)
/** The CRM's own name for what it wants done: sent again under the same name it is done once. */
const externalId = z.string().trim().min(1).max(100).optional()
/** As a JSON number or as a decimal string. */
const amount = z.union([z.number(), z.string().max(40)]).transform(String)

const createSchema = z.object({
  accessRights: z.enum(['FULL_ACCESS', 'CLOSE_ONLY', 'NO_TRADING', 'NO_LOGIN']),
  accountType: z.enum(['HEDGED', 'NETTED']),
  balance: amount,
  brokerName: text,
  depositCurrency: z.enum(assetNames),
  groupName: text,
  hashedPassword: md5,
  leverageInCents: z.int().min(100).max(100_000).multipleOf(100),
  totalMarginCalculationType: z.enum(['MAX', 'SUM', 'NET']),
  environmentName,
  externalId,
})
const linkSchema = z.object({
  traderLogin: z.int().positive(),
  traderPasswordHash: md5,
  userId: z.int().positive(),
  brokerName: text,
  environmentName,
  returnAccountDetails: z.boolean().default(false),
})
const balanceChangeSchema = z.object({
  amount,
  type: z.enum(['DEPOSIT', 'WITHDRAW']),
  comment: z.string().max(200).optional(),
  externalId,
})

/** What a CRM does with trading accounts. */
export function traderCalls(backend: CtraderBackend): Route[] {
  const { world, deployment, managerTokens } = backend
  const accountOf = (login = '') => {
    if (!/^\d{1,15}$/.test(login)) return undefined
    const found = world.people.accountOfLogin(Number(login), deployment.brokerName)
    return found && world.account(found.profile.accountId)
  }
  return [
    managerCall(managerTokens, {
      method: 'POST',
      path: '/webserv/traders',
      schema: createSchema,
      handle: (body) => createTrader(backend, body),
    }),
    managerCall(managerTokens, {
      method: 'GET',
      path: '/webserv/traders/:login',
      schema: z.unknown(),
      handle(_body, { params }) {
        const account = accountOf(params.login)
        return account ? jsonReply(describeTrader(account)) : refuseTrader()
      },
    }),
    managerCall(managerTokens, {
      method: 'POST',
      path: '/ctid/link',
      schema: linkSchema,
      handle: (body) => linkTrader(backend, body),
    }),
    managerCall(managerTokens, {
      method: 'POST',
      path: '/webserv/traders/:login/changebalance',
      schema: balanceChangeSchema,
      handle(body, { params }) {
        const account = accountOf(params.login)
        return account ? changeBalance(world, account, body) : refuseTrader()
      },
    }),
  ]
}

function createTrader(
  { world, deployment }: CtraderBackend,
  wanted: z.output<typeof createSchema>,
): HttpReply {
  const broker = brokerNamed(wanted.brokerName)
  if (!broker || broker.name !== deployment.brokerName) return refuseBroker()
  const balance = parseDecimal(wanted.balance, 2)
  if (balance === undefined || balance < 0n || balance > MOST_MINOR_UNITS) {
    return refuseCall('CHANGE_BALANCE_BAD_AMOUNT', 'the first balance cannot be used')
  }
  const { externalId } = wanted
  const ordered = {
    isLive: wanted.environmentName === 'live',
    broker,
    currency: wanted.depositCurrency,
    type: wanted.accountType,
    leverage: wanted.leverageInCents / 100,
  }
  const existing =
    externalId === undefined ? undefined : world.people.accountOfOrder(externalId, broker.name)
  if (existing) {
    const hash = wanted.hashedPassword.toLowerCase()
    const isSame =
      isDeepStrictEqual({ ...existing.profile, ...ordered }, existing.profile) &&
      world.brokerRecords.isPasswordHash(existing.profile.accountId, hash)
    return isSame ? jsonReply({ login: existing.profile.login }) : refuseExternalId()
  }
  const registeredAt = world.clock.now()
  const profile = world.people.createAccount({ ...ordered, registeredAt, externalId })
  world.brokerRecords.setPasswordHash(profile.accountId, wanted.hashedPassword.toLowerCase())
  const account = world.account(profile.accountId)
  if (balance > 0n && account) {
    book(world, account, { kind: 'DEPOSIT', delta: balance, note: 'First balance' })
  }
  return jsonReply({ login: profile.login })
}

function linkTrader(
  { world, deployment }: CtraderBackend,
  wanted: z.output<typeof linkSchema>,
): HttpReply {
  if (wanted.brokerName !== deployment.brokerName) return refuseBroker()
  const found = world.people.accountOfLogin(wanted.traderLogin, wanted.brokerName)
  if (!found || found.profile.isLive !== (wanted.environmentName === 'live')) return refuseTrader()
  const { accountId } = found.profile
  if (!world.brokerRecords.isPasswordHash(accountId, wanted.traderPasswordHash.toLowerCase())) {
    return refuseCall('WRONG_PASSWORD', 'this is not the password of the account')
  }
  if (!world.people.byCtid(wanted.userId)) return refuseCall('USER_NOT_FOUND', 'nobody has that id')
  if (!world.people.link(accountId, wanted.userId)) {
    return refuseCall('TRADER_ALREADY_LINKED', 'the account belongs to somebody else')
  }
  return jsonReply(wanted.returnAccountDetails ? { ctidTraderAccountId: accountId } : {})
}

function changeBalance(
  world: World,
  account: TradingAccount,
  { amount, type, comment, externalId }: z.output<typeof balanceChangeSchema>,
): HttpReply {
  const { profile } = account
  const minorUnits = parseDecimal(amount, profile.moneyDigits)
  if (minorUnits === undefined || minorUnits <= 0n || minorUnits > MOST_MINOR_UNITS) {
    return refuseCall('CHANGE_BALANCE_BAD_AMOUNT', 'the amount must be positive, in whole cents')
  }
  const delta = type === 'DEPOSIT' ? minorUnits : -minorUnits
  const booked = externalId === undefined ? undefined : bookedBefore(account, externalId)
  if (booked) return booked.delta === delta ? describeBooking(account, booked) : refuseExternalId()
  if (-delta > account.book.balance) {
    return refuseCall('NOT_ENOUGH_MONEY', 'the balance is smaller than the amount')
  }
  if (account.book.balance + delta > MOST_BALANCE) {
    return refuseCall('CHANGE_BALANCE_BAD_AMOUNT', 'the balance would become too large')
  }
  const operation = book(world, account, { kind: type, delta, note: comment, externalId })
  return describeBooking(account, operation)
}

function bookedBefore({ book }: TradingAccount, externalId: string): CashOperation | undefined {
  return book.cashOperations.find((operation) => operation.externalId === externalId)
}

function describeBooking({ profile }: TradingAccount, operation: CashOperation): HttpReply {
  return jsonReply({
    balance: formatMoney(operation.balance, profile.moneyDigits),
    balanceHistoryId: operation.operationId,
  })
}

function book(
  world: World,
  account: TradingAccount,
  cash: Omit<HandMadeCash, 'at'>,
): CashOperation {
  const operation = bookCashByHand(account, { at: world.clock.now(), ...cash })
  world.events.emit('cashBooked', account, operation)
  return operation
}

function describeTrader({ profile, book: { balance } }: TradingAccount) {
  return {
    login: profile.login,
    balance: formatMoney(balance, profile.moneyDigits),
    depositCurrency: profile.currency,
    environmentName: profile.isLive ? 'live' : 'demo',
  }
}

function refuseTrader(): HttpReply {
  return refuseCall('TRADER_NOT_FOUND', 'the broker has no such account')
}

function refuseExternalId(): HttpReply {
  return refuseCall('EXTERNAL_ID_ALREADY_USED', 'something else was ordered under this externalId')
}

function refuseBroker(): HttpReply {
  return refuseCall('CH_BROKER_NOT_FOUND', 'there is no broker of that name')
}
