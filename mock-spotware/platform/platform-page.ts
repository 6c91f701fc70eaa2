import type { CashOperation } from '@/mock-spotware/accounts/records'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import { type Html, html } from '@/mock-spotware/http/html'
import type { Persona } from '@/mock-spotware/personas/persona'
import type { InAppAction } from './crm-screens'
import { groupedMoney, signedMoney } from './money-words'
import { platformFrame } from './platform-frame'
import type { PlatformSession } from './platform-sessions'

const SHOWN_OPERATIONS = 5

export interface Notice {
  kind: 'problem' | 'note'
  text: string
}

export function signedOutPage(options: { partnerId?: string; notice?: Notice }): Html {
  const { partnerId, notice } = options
  const theme = html`<input type="hidden" name="theme" value="">`
  const partner =
    partnerId === undefined
      ? undefined
      : html`<input type="hidden" name="partnerId" value="${partnerId}">`
  return platformFrame(
    'cTrader at Harbour Lane',
    html`<div class="card stack">
<h1>cTrader at Harbour Lane</h1>
${notice && noticeBox(notice)}
<p class="soft">Your broker signs you in. Harbour Lane opens its own page for it and then brings you back.</p>
<p class="soft">To try it: eli@harbourlane.example with the password demo.</p>
${partner && html`<p class="soft">You were invited by a partner of Harbour Lane.</p>`}
<form method="get" action="/platform/sign-in">${theme}${partner}
<input type="hidden" name="firstLogin" value="false">
<button class="primary" type="submit">Sign in with Harbour Lane</button>
</form>
<form method="get" action="/platform/sign-in">${theme}${partner}
<input type="hidden" name="firstLogin" value="true">
<button type="submit">Create an account</button>
</form>
</div>`,
    { width: 'narrow' },
  )
}

export function signedInPage(options: {
  person: Persona
  session: PlatformSession
  accounts: readonly TradingAccount[]
  hasAcceptedAgreement: boolean
  /** Links that the person shares carry the id of a partner. */
  invitation?: { partnerId: string; url: string }
  notice?: Notice
}): Html {
  const { person, session, accounts, hasAcceptedAgreement, invitation, notice } = options
  const csrf = html`<input type="hidden" name="csrf" value="${session.formToken}">`
  return platformFrame(
    `${person.name} · cTrader at Harbour Lane`,
    html`<h1>Accounts</h1>
${notice && noticeBox(notice)}
${accounts.length === 0 ? html`<p>You have no trading account yet. “New trading account” opens one.</p>` : undefined}
${accounts.map((account) => accountCard(account, csrf))}
<div class="card">
<div class="title"><h2>More at Harbour Lane</h2>
${hasAcceptedAgreement ? html`<span class="soft">Client agreement accepted</span>` : undefined}</div>
${invitation && html`<p>Your invitation link as partner ${invitation.partnerId}: <a class="link" href="${invitation.url}">${invitation.url}</a></p>`}
<div class="row">
${actionForm('newAccount', 'New trading account', csrf)}
${actionForm('kyc', 'Verify identity', csrf)}
</div>
</div>`,
    {
      who: html`<div class="who"><strong>${person.name}</strong>
<form method="post" action="/platform/log-out">${csrf}<button type="submit">Log out</button></form></div>`,
    },
  )
}

/** For a button of a page that is older than what the server knows. */
export function logOutAgainPage(formToken: string): Html {
  return platformFrame(
    'Log out · cTrader at Harbour Lane',
    html`<div class="card stack">
<h1>Log out?</h1>
${noticeBox({ kind: 'problem', text: 'The page was out of date, and you are not logged out yet. Press again.' })}
<form method="post" action="/platform/log-out">
<input type="hidden" name="csrf" value="${formToken}">
<button class="primary" type="submit">Log out</button>
</form>
<a class="button" href="/platform">Stay signed in</a>
</div>`,
    { width: 'narrow' },
  )
}

/** Something went wrong on the way; there is always a way on. */
export function platformProblemPage(
  title: string,
  text: string,
  wayOn = { path: '/platform', words: 'Go to cTrader' },
): Html {
  return platformFrame(
    `${title} · cTrader at Harbour Lane`,
    html`<div class="card">
<h1>${title}</h1>
${noticeBox({ kind: 'problem', text })}
<a class="button primary" href="${wayOn.path}">${wayOn.words}</a>
</div>`,
    { width: 'narrow' },
  )
}

function noticeBox({ kind, text }: Notice): Html {
  return html`<p class="notice ${kind}" role="${kind === 'problem' ? 'alert' : 'status'}">${text}</p>`
}

function accountCard({ profile, book }: TradingAccount, csrf: Html): Html {
  const environment = profile.isLive ? 'Live' : 'Demo'
  const latest = book.cashOperations.slice(-SHOWN_OPERATIONS).reverse()
  return html`<section class="card" aria-label="${environment} account ${profile.login}">
<div class="title">
<h2><span class="tag ${environment.toLowerCase()}">${environment}</span> <span class="number">${profile.login}</span> <span class="soft">${profile.type === 'HEDGED' ? 'hedged' : 'netted'} · 1:${profile.leverage}</span></h2>
<span><span class="soft">Balance</span> <span class="number balance">${groupedMoney(book.balance, profile.moneyDigits)} ${profile.currency}</span></span>
</div>
<div class="row">
${actionForm('deposit', 'Deposit', csrf, profile.login)}
${actionForm('withdrawal', 'Withdraw', csrf, profile.login)}
</div>
${latest.length === 0 ? html`<p class="soft">No money has moved yet.</p>` : cashTable(latest, profile.moneyDigits)}
</section>`
}

function actionForm(action: InAppAction, words: string, csrf: Html, login?: number): Html {
  const account =
    login === undefined ? undefined : html`<input type="hidden" name="account" value="${login}">`
  return html`<form method="post" action="/platform/in-app">${csrf}${account}
<input type="hidden" name="theme" value="">
<button type="submit" name="action" value="${action}"${action === 'deposit' ? html` class="primary"` : undefined}>${words}</button>
</form>`
}

function cashTable(operations: readonly CashOperation[], digits: number): Html {
  return html`<table>
<caption>Latest deposits and withdrawals</caption>
<thead><tr><th scope="col">Time (UTC)</th><th scope="col">What</th><th scope="col" class="wide-only">Note</th><th scope="col" class="amount">Amount</th><th scope="col" class="amount wide-only">Balance after</th></tr></thead>
<tbody>
${operations.map(
  ({ at, kind, note, delta, balance }) => html`<tr>
<td class="number">${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}</td>
<td>${kindWords(kind)}</td>
<td class="wide-only">${note ?? '–'}</td>
<td class="number amount">${signedMoney(delta, digits)}</td>
<td class="number amount wide-only">${groupedMoney(balance, digits)}</td>
</tr>`,
)}
</tbody>
</table>`
}

const ownWords: Record<string, string> = {
  DEPOSIT: 'Deposit',
  WITHDRAW: 'Withdrawal',
  DEPOSIT_DIVIDENDS: 'Dividend received',
  WITHDRAW_DIVIDENDS: 'Dividend charged',
}

/** WITHDRAW_INACTIVITY_FEE is "Withdraw inactivity fee". */
function kindWords(kind: string): string {
  const words = ownWords[kind]
  if (words) return words
  return `${kind.charAt(0)}${kind.slice(1).toLowerCase().replaceAll('_', ' ')}`
}
