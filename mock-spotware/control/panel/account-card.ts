import { accountStatuses } from '@/mock-spotware/accounts/account-status'
import { formatMoney } from '@/mock-spotware/accounts/money'
import type { AccountProfile } from '@/mock-spotware/accounts/records'
import { accountLabel } from '@/mock-spotware/ctrader-id/pages'
import { type Html, html } from '@/mock-spotware/http/html'
import { groupedMoney } from '@/mock-spotware/platform/money-words'
import type { World } from '@/mock-spotware/world'
import { actionButton, formCall } from './action-button'
import { labelled } from './section'
import { shortName } from './shown-account'

/** One account: what is known of it, and what can be done to it. */
export function accountCard(world: World, profile: AccountProfile): Html {
  const { accountId, currency, moneyDigits } = profile
  // a long history is only made when somebody needs it
  const balance = world.madeAccount(accountId)?.book.balance
  const facts = [
    `login ${profile.login}`,
    profile.type.toLowerCase(),
    world.accountStatuses.get(accountId) ?? 'active',
    balance === undefined
      ? 'history not made yet'
      : `balance ${groupedMoney(balance, moneyDigits)} ${currency}`,
  ]
  return html`<div class="account" id="account-${accountId}">
<h3>${accountLabel(profile)}</h3>
<p class="soft">id <code>${accountId}</code> · ${facts.join(' · ')} · <a href="/control/ledger/${accountId}">ledger of ${shortName(profile)}</a></p>
${cashForm(profile, balance === undefined ? undefined : formatMoney(balance, moneyDigits))}
<details id="more-${accountId}"><summary>Trades and troubles</summary>
${tradeForm(world, profile)}
${ordersForm(profile)}
${statusForm(world, profile)}
${sessionButtons(profile)}
</details>
</div>`
}

function cashForm(profile: AccountProfile, balance: string | undefined): Html {
  const { accountId, currency, moneyDigits } = profile
  const name = shortName(profile)
  const example = formatMoney(1_000n * 10n ** BigInt(moneyDigits), moneyDigits)
  const places = moneyDigits === 0 ? '' : `(\\.\\d{1,${moneyDigits}})?`
  const ending = 'The balance is now {balance}'
  const says = (direction: string) => ({
    done: `{|delta|} ${currency} ${direction} ${name}. ${ending} ${currency}.`,
    link: { text: 'Ledger', href: `/control/ledger/${accountId}` },
  })
  const id = `cash-${accountId}`
  return html`<form class="inline" aria-label="Cash of ${name}" ${formCall('/control/cash', says('deposited to'))}${
    balance === undefined ? undefined : html` data-balance="${balance}"`
  }>
<input type="hidden" name="accountId" value="${accountId}" data-type="number">
${labelled(
  { id, label: `Amount in ${currency}` },
  html`<input id="${id}" name="amount" inputmode="decimal" placeholder="${example}" pattern="(?=.*[1-9])\\d+${places}" data-problem="Write the amount as ${example}." autocomplete="off" required>`,
)}
<button type="submit" id="${id}-in">Deposit</button>
<button type="submit" id="${id}-out" data-takes="${name}" data-says="${JSON.stringify(says('withdrawn from'))}">Withdraw</button>
</form>`
}

function tradeForm({ clock }: World, profile: AccountProfile): Html {
  const { accountId, broker, currency, moneyDigits } = profile
  const name = shortName(profile)
  const id = (part: string) => `trade-${accountId}-${part}`
  const now = clock.now()
  const symbols = broker.symbols.filter(({ archivedAt = now + 1 }) => archivedAt > now)
  const places = moneyDigits === 0 ? '' : `(\\.\\d{1,${moneyDigits}})?`
  const example = formatMoney(-25n * 10n ** BigInt(moneyDigits), moneyDigits)
  const says = {
    done: `${name} has a new trade: {position.direction} {position.lots} lots of {position.symbol}, net {position.net} ${currency}.`,
    otherwise: {
      unless: 'position.exitPrice',
      text: `${name} has a new open position: {position.direction} {position.lots} lots of {position.symbol}.`,
      isFine: true,
    },
    link: { text: 'Ledger', href: `/control/ledger/${accountId}` },
  }
  return html`<form class="inline" aria-label="A trade on ${name}" ${formCall('/control/trade', says)}>
<input type="hidden" name="accountId" value="${accountId}" data-type="number">
${labelled(
  { id: id('symbol'), label: 'Symbol' },
  html`<select id="${id('symbol')}" name="symbol"><option value="">any</option>${symbols.map(
    (symbol) => html`<option>${symbol.name}</option>`,
  )}</select>`,
)}
${labelled(
  { id: id('direction'), label: 'Direction' },
  html`<select id="${id('direction')}" name="direction"><option value="BUY">buy</option><option value="SELL">sell</option></select>`,
)}
${labelled(
  { id: id('lots'), label: 'Lots' },
  html`<input id="${id('lots')}" name="lots" inputmode="decimal" placeholder="1" pattern="\\d+(\\.\\d{1,2})?" data-problem="Write the lots as 0.5." autocomplete="off">`,
)}
${labelled(
  { id: id('net'), label: 'Net, if it matters' },
  html`<input id="${id('net')}" name="net" placeholder="${example}" pattern="-?\\d+${places}" data-problem="Write the net as ${example}." autocomplete="off">`,
)}
${labelled(
  { id: id('close'), label: 'Afterwards' },
  html`<select id="${id('close')}" name="close" data-type="json"><option value="true">closed again</option><option value="false">leave open</option></select>`,
)}
<button type="submit" id="trade-${accountId}">Add a trade to ${name}</button>
</form>`
}

function ordersForm(profile: AccountProfile): Html {
  const { accountId } = profile
  const name = shortName(profile)
  const id = (part: string) => `orders-${accountId}-${part}`
  const says = {
    done: `${name} has {dealIds.length} new deals, all at {at}.`,
    link: { text: 'Ledger', href: `/control/ledger/${accountId}` },
  }
  return html`<form class="inline" aria-label="Orders at once on ${name}" ${formCall(`/control/deals/${accountId}`, says)}>
${labelled(
  { id: id('count'), label: 'Orders at once' },
  html`<input id="${id('count')}" name="count" type="number" data-type="number" min="1" max="500" value="3" required>`,
)}
${labelled(
  { id: id('fill'), label: 'Filled' },
  html`<select id="${id('fill')}" name="fill"><option value="whole">wholly</option><option value="part">partly</option><option value="none">not at all</option></select>`,
)}
${labelled(
  { id: id('close'), label: 'Afterwards' },
  html`<select id="${id('close')}" name="close" data-type="json"><option value="true">closed again</option><option value="false">leave open</option></select>`,
)}
<button type="submit" id="${id('send')}">Send them in one millisecond</button>
</form>`
}

function statusForm({ accountStatuses: statuses }: World, profile: AccountProfile): Html {
  const { accountId } = profile
  const name = shortName(profile)
  const id = `status-${accountId}`
  const present = statuses.get(accountId) ?? 'active'
  return html`<form class="inline" aria-label="Status of ${name}" ${formCall(`/control/accounts/${accountId}`, { done: `${name} is now {status}.` })}>
${labelled(
  { id, label: "At the broker's server it is" },
  html`<select id="${id}" name="status">${accountStatuses.map(
    (status) => html`<option${status === present ? html` selected` : undefined}>${status}</option>`,
  )}</select>`,
)}
<button type="submit" id="${id}-set">Change status</button>
</form>`
}

function sessionButtons(profile: AccountProfile): Html {
  const { accountId } = profile
  const name = shortName(profile)
  const path = `/control/accounts/${accountId}/end-sessions`
  return html`<div class="row">${actionButton({
    id: `end-sessions-${accountId}`,
    label: 'End its sessions',
    path,
    says: { done: `All sessions of ${name} have ended; those connected were told.` },
  })}${actionButton({
    id: `lose-sessions-${accountId}`,
    label: 'End its sessions without a word',
    path,
    body: { announced: false },
    says: { done: `All sessions of ${name} have ended; nobody was told.` },
  })}</div>`
}
