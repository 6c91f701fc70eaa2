import { formatAmount, parseAmount } from '@/mock-spotware/crm/amount'
import { BackEndFailure, type TraderDetails } from '@/mock-spotware/crm/back-end-client'
import type { PaymentOrder } from '@/mock-spotware/crm/kept-crm'
import type { PaymentOutcome } from '@/mock-spotware/crm/payments'
import { type Html, html } from '@/mock-spotware/http/html'
import type { HttpReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { type Entry, enterAction } from './action-entry'
import { errorNote } from './broker-frame'
import { STALE_FORM } from './form-guard'
import type { Site } from './site'
import { Visit } from './visit'

/** In hundredths. Whoever is not verified may pay in less at a time. */
const LARGEST_AMOUNT = 1_000_000_00n
const LARGEST_UNVERIFIED_DEPOSIT = 2_000_00n

interface PaymentKind {
  action: 'deposit' | 'withdrawal'
  type: 'DEPOSIT' | 'WITHDRAW'
  title: string
  button: string
}

const kinds: PaymentKind[] = [
  { action: 'deposit', type: 'DEPOSIT', title: 'Deposit', button: 'Deposit now' },
  { action: 'withdrawal', type: 'WITHDRAW', title: 'Withdraw', button: 'Withdraw now' },
]

/** The in-app pages that move money; the balance is changed at the cTrader back end. */
export function paymentRoutes(site: Site): Route[] {
  return kinds.flatMap((kind): Route[] => {
    const path = `/inapp/${kind.action}`
    return [
      { method: 'GET', path, handle: (request) => show(site, kind, request) },
      { method: 'POST', path, handle: (request) => act(site, kind, request) },
    ]
  })
}

async function show(site: Site, kind: PaymentKind, request: HttpRequest): Promise<HttpReply> {
  const visit = new Visit(site, request)
  const entry = enterAction(site, visit, kind.action)
  if ('status' in entry) return entry
  const { client, session } = entry
  const { type } = kind
  const login = session.account ?? 0
  const unclear = site.payments.unclearOf({ userId: client.userId, login, type })
  return unclear ? showUnclear(visit, kind, unclear) : showForm(site, visit, kind, entry)
}

async function act(site: Site, kind: PaymentKind, request: HttpRequest): Promise<HttpReply> {
  const visit = new Visit(site, request)
  const entry = enterAction(site, visit, kind.action)
  if ('status' in entry) return entry
  if (!visit.isOwnForm()) {
    return showForm(site, visit, kind, entry, { status: 403, problem: STALE_FORM })
  }
  const { client, session } = entry
  if (visit.form.get('step') === 'back') return visit.returnToCtrader(client.userId)
  const amount = parseAmount(visit.form.get('amount') ?? '')
  const problem = whyNot(kind, client.isVerified, amount)
  if (problem !== undefined || amount === undefined) {
    return showForm(site, visit, kind, entry, { status: 400, problem })
  }
  const order = {
    attempt: visit.attempt(),
    userId: client.userId,
    login: session.account ?? 0,
    type: kind.type,
    amount: formatAmount(amount),
  }
  const outcome = await site.payments.pay(order)
  switch (outcome.status) {
    case 'booked':
      return visit.returnToCtrader(client.userId)
    case 'refused':
      return showForm(site, visit, kind, entry, { status: 409, problem: describe(outcome) })
    case 'unclear':
      return showUnclear(visit, kind, order)
  }
}

function whyNot(
  { type }: PaymentKind,
  isVerified: boolean,
  amount: bigint | undefined,
): string | undefined {
  if (amount === undefined || amount <= 0n || amount > LARGEST_AMOUNT) {
    return 'Please enter an amount above zero, such as 250 or 99.50.'
  }
  if (type === 'DEPOSIT' && !isVerified && amount > LARGEST_UNVERIFIED_DEPOSIT) {
    return `Before your identity is verified a deposit can be ${formatAmount(LARGEST_UNVERIFIED_DEPOSIT)} at most.`
  }
  return undefined
}

async function showForm(
  site: Site,
  visit: Visit,
  kind: PaymentKind,
  { session }: Entry,
  { status = 200, problem }: { status?: number; problem?: string } = {},
): Promise<HttpReply> {
  const account = session.account ?? 0
  const trader = await readTrader(site, account)
  const amount = visit.form.get('amount') ?? ''
  return visit.show(
    kind.title,
    (hidden) => html`<h1>${kind.title}</h1>
${errorNote(problem)}
${describeAccount(account, trader)}
<form method="post" action="${visit.action}">
${hidden}
<div class="field">
<label for="amount">Amount${trader ? ` in ${trader.depositCurrency}` : ''}</label>
<input id="amount" name="amount" value="${amount}" inputmode="decimal" autocomplete="off" maxlength="20" required>
</div>
<button class="primary" type="submit" name="step" value="pay">${kind.button}</button>
<button type="submit" name="step" value="back" formnovalidate>Back to trading</button>
</form>`,
    { status },
  )
}

function describeAccount(account: number, trader: TraderDetails | undefined): Html {
  if (!trader) {
    return html`<p>Account ${account}</p>
${errorNote('cTrader cannot be reached at the moment, so the balance is not shown.')}`
  }
  return html`<dl><dt>Account</dt><dd>${account} (${trader.environmentName})</dd>
<dt>Balance</dt><dd>${grouped(trader.balance)} ${trader.depositCurrency}</dd></dl>`
}

/** The same attempt again is the same payment to cTrader, which books it once. */
function showUnclear(
  visit: Visit,
  { title }: PaymentKind,
  { attempt, amount }: Pick<PaymentOrder, 'attempt' | 'amount'>,
): HttpReply {
  const problem = `cTrader did not answer, so we do not know yet whether ${amount} was booked. Nothing is booked twice when you check again.`
  return visit.show(
    title,
    (hidden) => html`<h1>${title}</h1>
${errorNote(problem)}
<form method="post" action="${visit.action}">
${hidden}
<input type="hidden" name="amount" value="${amount}">
<button class="primary" type="submit" name="step" value="pay">Check again</button>
<button type="submit" name="step" value="back">Back to trading</button>
</form>`,
    { status: 502, attempt },
  )
}

async function readTrader(site: Site, login: number): Promise<TraderDetails | undefined> {
  try {
    return await site.backEnd.trader(login)
  } catch (error) {
    if (error instanceof BackEndFailure) return undefined
    throw error
  }
}

function describe(outcome: PaymentOutcome & { status: 'refused' }): string {
  switch (outcome.errorCode) {
    case undefined:
      return 'cTrader cannot be reached. Nothing was booked; please try again.'
    case 'NOT_ENOUGH_MONEY':
      return 'There is not enough money on the account. Nothing was booked.'
    default:
      return `cTrader refused this (${outcome.errorCode}). Nothing was booked.`
  }
}

/** "1234567.89" is "1,234,567.89". */
function grouped(amount: string): string {
  const [whole = '', decimals] = amount.split('.')
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return decimals === undefined ? thousands : `${thousands}.${decimals}`
}
