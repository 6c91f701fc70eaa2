import { z } from 'zod'
import { bookCashByHand } from '@/mock-spotware/accounts/hand-made'
import { describeCash, describeLifetime, writeLedger } from '@/mock-spotware/accounts/ledger'
import { parseDecimal } from '@/mock-spotware/accounts/money'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { accountLabel } from '@/mock-spotware/ctrader-id/pages'
import { describeTokens } from '@/mock-spotware/ctrader-id/token-endpoint'
import { type HttpReply, jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { Persona } from '@/mock-spotware/personas/persona'
import { behaviourChangeSchema } from '@/mock-spotware/settings'
import type { World } from '@/mock-spotware/world'
import { get, post } from './json-route'
import { makeTrade, meetsOpenPosition } from './made-trade'

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal string')

const tradeSchema = z.strictObject({
  accountId: z.int(),
  symbol: z.string().optional(),
  direction: z.enum(['BUY', 'SELL']).default('BUY'),
  lots: decimal.optional(),
  net: decimal.optional(),
  close: z.boolean().default(true),
})
const cashSchema = z.strictObject({
  accountId: z.int(),
  amount: decimal,
  note: z.string().max(200).optional(),
})
const grantSchema = z.strictObject({
  persona: z.string(),
  scope: z.enum(['accounts', 'trading']).default('accounts'),
  accounts: z.array(z.int()).optional(),
})
const applicationSchema = z.strictObject({ active: z.boolean() })

/** Reading the truth and moving the world, for tests, scripts and the control panel. */
export function controlRoutes(world: World): Route[] {
  return [
    get('/control/personas', () =>
      jsonReply({ personas: world.people.all().map(describePersona) }),
    ),
    get('/control/ledger/:accountId', async ({ params }) => {
      const account = await world.openAccount(Number(params.accountId))
      return account ? jsonReply(writeLedger(account)) : jsonError(404, 'no such account')
    }),
    get('/control/grants', () => jsonReply({ grants: listGrants(world) })),
    get('/control/requests', ({ query }) => {
      const kind = query.get('kind')
      const requests = world.requests.all().filter((entry) => !kind || entry.kind === kind)
      return jsonReply({ count: requests.length, requests })
    }),
    get('/control/violations', () => {
      const violations = world.violations.all()
      return jsonReply({ count: violations.length, violations })
    }),
    get('/control/issued', () => jsonReply({ issued: world.issued.all() })),
    get('/control/behaviour', () => jsonReply(world.behaviour)),
    post('/control/behaviour', behaviourChangeSchema, (change) => {
      Object.assign(world.behaviour, change)
      return jsonReply(world.behaviour)
    }),
    post('/control/application', applicationSchema, ({ active }) => {
      world.setApplicationActive(active)
      return jsonReply({ active })
    }),
    post('/control/trade', tradeSchema, (order) => trade(world, order)),
    post('/control/cash', cashSchema, (order) => bookCash(world, order)),
    post('/control/grants', grantSchema, (order) => grant(world, order)),
    post('/control/grants/:ctid/revoke', z.unknown(), (_body, { params }) => {
      const persona =
        world.people.byCtid(Number(params.ctid)) ?? world.people.named(params.ctid ?? '')
      if (!persona) return jsonError(404, 'no such persona')
      return jsonReply({ ctid: persona.ctid, revoked: world.grants.revoke(persona) })
    }),
    post('/control/reset', z.unknown(), () => {
      world.reset()
      return jsonReply({ ok: true })
    }),
  ]
}

async function trade(world: World, order: z.output<typeof tradeSchema>): Promise<HttpReply> {
  const account = await world.openAccount(order.accountId)
  if (!account) return jsonError(404, 'no such account')
  const symbol = chooseSymbol(account, order.symbol, world.clock.now())
  if (!symbol) {
    return order.symbol === undefined
      ? jsonError(409, 'every symbol has an open position on this netted account')
      : jsonError(404, 'no such symbol')
  }
  if (meetsOpenPosition(account, symbol)) {
    return jsonError(409, 'this netted account has an open position in that symbol')
  }
  const lots = order.lots ?? '1'
  const hundredthLots = parseDecimal(lots, 2)
  const volume = ((hundredthLots ?? 0n) * symbol.lotSize) / 100n
  if (volume < symbol.stepVolume || volume % symbol.stepVolume !== 0n) {
    return jsonError(400, 'lots must be a positive multiple of the smallest step')
  }
  const net =
    order.net === undefined ? undefined : parseDecimal(order.net, account.profile.moneyDigits)
  if (order.net !== undefined && net === undefined) {
    return jsonError(400, 'net has more decimal places than the account')
  }
  const { position } = makeTrade(world, account, {
    symbol,
    side: order.direction,
    volume,
    net,
    close: order.close,
  })
  if (!position) return jsonError(500, 'the trade left no position')
  const described = describeLifetime(position.lifetime, account)
  return jsonReply({ accountId: order.accountId, position: described }, 201)
}

function chooseSymbol({ profile, book }: TradingAccount, name: string | undefined, now: number) {
  const symbols = profile.broker.symbols.filter(({ archivedAt = now + 1 }) => archivedAt > now)
  if (name !== undefined) return symbols.find((symbol) => symbol.name === name)
  return symbols.find((symbol) => !meetsOpenPosition({ profile, book }, symbol))
}

async function bookCash(world: World, order: z.output<typeof cashSchema>): Promise<HttpReply> {
  const account = await world.openAccount(order.accountId)
  if (!account) return jsonError(404, 'no such account')
  const delta = parseDecimal(order.amount, account.profile.moneyDigits)
  if (delta === undefined || delta === 0n) {
    return jsonError(400, 'amount must not be zero or have more places than the account')
  }
  const kind = delta > 0n ? 'DEPOSIT' : 'WITHDRAW'
  const operation = bookCashByHand(account, {
    at: world.clock.now(),
    kind,
    delta,
    note: order.note,
  })
  world.events.emit('cashBooked', account, operation)
  return jsonReply(describeCash(operation, account), 201)
}

function grant(world: World, order: z.output<typeof grantSchema>): HttpReply {
  const persona = world.people.named(order.persona)
  if (!persona) return jsonError(404, 'no such persona')
  const owned = persona.accounts.map(({ profile }) => profile.accountId)
  const accountIds = order.accounts ?? owned
  if (!accountIds.every((accountId) => owned.includes(accountId))) {
    return jsonError(404, 'the persona has no such account')
  }
  const { application, behaviour } = world
  const made = world.grants.grant({
    persona,
    clientId: application.clientId,
    scope: order.scope,
    accountIds,
  })
  return jsonReply(
    {
      ...describeTokens(made, behaviour.accessTokenLifeSeconds),
      ctid: persona.ctid,
      scope: made.scope,
      accounts: accountIds,
      clientId: application.clientId,
      clientSecret: application.clientSecret,
    },
    201,
  )
}

function listGrants(world: World) {
  return world.grants.living().map((one) => ({
    grantId: one.grantId,
    persona: one.persona.name,
    ctid: one.persona.ctid,
    scope: one.scope,
    accounts: one.accountIds,
    grantedAt: new Date(one.grantedAt).toISOString(),
    accessTokenExpiresAt: new Date(one.accessTokenExpiresAt).toISOString(),
  }))
}

function describePersona({ name, ctid, description, accounts }: Persona) {
  return {
    name,
    ctid,
    description,
    accounts: accounts.map(({ profile }) => ({
      accountId: profile.accountId,
      label: accountLabel(profile),
      login: profile.login,
      isLive: profile.isLive,
      broker: profile.broker.title,
      currency: profile.currency,
      type: profile.type,
      moneyDigits: profile.moneyDigits,
    })),
  }
}
