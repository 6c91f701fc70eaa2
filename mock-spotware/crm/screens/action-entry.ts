import type { BrowserSession, InAppAction } from '@/mock-spotware/crm/browser-sessions'
import type { Client } from '@/mock-spotware/crm/kept-crm'
import type { DeadToken } from '@/mock-spotware/crm/token-hash'
import { type HttpReply, redirectReply } from '@/mock-spotware/http/reply'
import type { Site } from './site'
import type { Visit } from './visit'

const refusals: Record<DeadToken, { status: number; text: string }> = {
  malformed: { status: 417, text: 'The link is not complete. Please open this page from cTrader.' },
  expired: { status: 410, text: 'The link is too old. Please open this page from cTrader again.' },
  unknown: {
    status: 404,
    text: 'The link was used before. Please open this page from cTrader again.',
  },
}

/** For whom a page is open, and for which of their accounts. */
export interface Entry {
  client: Client
  session: BrowserSession
}

/**
 * Opens an in-app page: a one-time token in the address becomes a session for this one action, and
 * leaves the address. Answers with the reply to send when there is nobody to show the page to.
 */
export function enterAction(site: Site, visit: Visit, action: InAppAction): Entry | HttpReply {
  const wanted = readAccount(visit, action)
  if (wanted === 'missing') {
    return visit.stop(400, 'Which account?', 'The number of the trading account is missing.')
  }
  const token = visit.request.query.get('token')
  if (token !== null) return redeem(site, visit, { token, action, account: wanted })
  const session = visit.actionSession()
  const client = session && site.crm.clients.byUserId(session.userId)
  const isFitting = session?.action === action && session.account === wanted
  if (client && isFitting) {
    if (session.finishedBy === undefined) return { client, session }
    if (session.finishedBy === visit.press()) return visit.returnToCtrader(client.userId)
    const text = 'This was finished before. To do more, open the page from cTrader once more.'
    return visit.stop(403, 'This page was used', text)
  }
  return visit.stop(403, 'Please open this page from cTrader', 'You are not logged in here.')
}

function redeem(
  { crm }: Site,
  visit: Visit,
  wanted: { token: string; action: InAppAction; account: number | undefined },
): HttpReply {
  const { action, account } = wanted
  const token = crm.oneTimeTokens.take(wanted.token, 'inApp')
  if (typeof token === 'string') {
    const { status, text } = refusals[token]
    return visit.stop(status, 'This link does not work any more', text)
  }
  const { userId } = token
  // cTrader is used by somebody else than the client area in this browser
  if (visit.areaSession() && visit.areaSession()?.userId !== userId) visit.endAreaSession()
  const owned = crm.clients.byUserId(userId)?.accounts.map(({ login }) => login) ?? []
  if (account !== undefined && !owned.includes(account)) {
    return visit.stop(404, 'Not your account', 'You have no trading account of this number here.')
  }
  const cookie = visit.beginSession({ userId, keepLoggedIn: false, action, account })
  return redirectReply(visit.action, { 'set-cookie': [cookie] })
}

function readAccount({ request }: Visit, action: InAppAction): number | undefined | 'missing' {
  if (action !== 'deposit' && action !== 'withdrawal') return undefined
  const text = request.query.get('account') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : 'missing'
}
