import { z } from 'zod'
import { bookCashByHand } from '@/mock-spotware/accounts/act-by-hand'
import { formatMoney, parseDecimal } from '@/mock-spotware/accounts/money'
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
})

/** More than any account ever holds, and far from where numbers become inexact. */
const MOST_MINOR_UNITS = 10n ** 13n

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
  const profile = world.people.createAccount({
    isLive: wanted.environmentName === 'live',
    broker,
    currency: wanted.depositCurrency,
    type: wanted.accountType,
    leverage: wanted.leverageInCents / 100,
    registeredAt: world.clock.now(),
  })
  world.brokerRecords.setPasswordHash(profile.accountId, wanted.hashedPassword.toLowerCase())
  const account = world.account(profile.accountId)
  if (balance > 0n && account) book(world, account, 'DEPOSIT', balance, 'First balance')
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
  { amount, type, comment }: z.output<typeof balanceChangeSchema>,
): HttpReply {
  const { profile } = account
  const minorUnits = parseDecimal(amount, profile.moneyDigits)
  if (minorUnits === undefined || minorUnits <= 0n || minorUnits > MOST_MINOR_UNITS) {
    return refuseCall('CHANGE_BALANCE_BAD_AMOUNT', 'the amount must be positive, in whole cents')
  }
  if (type === 'WITHDRAW' && minorUnits > account.book.balance) {
    return refuseCall('NOT_ENOUGH_MONEY', 'the balance is smaller than the amount')
  }
  const operation = book(world, account, type, minorUnits, comment)
  return jsonReply({
    balance: formatMoney(operation.balance, profile.moneyDigits),
    balanceHistoryId: operation.operationId,
  })
}

function book(
  world: World,
  account: TradingAccount,
  kind: 'DEPOSIT' | 'WITHDRAW',
  minorUnits: bigint,
  note: string | undefined,
): CashOperation {
  const delta = kind === 'DEPOSIT' ? minorUnits : -minorUnits
  const operation = bookCashByHand(account, { at: world.clock.now(), kind, delta, note })
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

function refuseBroker(): HttpReply {
  return refuseCall('CH_BROKER_NOT_FOUND', 'there is no broker of that name')
}
