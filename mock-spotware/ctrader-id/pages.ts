import type { AccountProfile } from '@/mock-spotware/accounts/records'
import { type Html, html } from '@/mock-spotware/http/html'
import type { Persona } from '@/mock-spotware/personas/persona'
import type { Scope } from './grants'
import { page } from './page-frame'

/** How a person recognises an account: "Demo 5501 · Pepperwood Markets · EUR". */
export function accountLabel(account: AccountProfile): string {
  const environment = account.isLive ? 'Live' : 'Demo'
  return `${environment} ${account.login} · ${account.broker.title} · ${account.currency}`
}

export function signInPage(options: { action: string; name?: string; error?: string }): Html {
  return page(
    'Sign in · cTrader ID',
    html`<h1>Sign in to cTrader ID</h1>
${options.error ? html`<p class="error" role="alert">${options.error}</p>` : undefined}
<form method="post" action="${options.action}">
<input type="hidden" name="step" value="signIn">
<div class="field">
<label for="ctid">cTrader ID</label>
<input id="ctid" name="ctid" value="${options.name ?? ''}" autocomplete="username" autocapitalize="none" required autofocus>
</div>
<div class="field">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
</div>
<div class="row"><button class="primary" type="submit">Sign in</button></div>
</form>
<p class="or">or</p>
<div class="row"><a class="button" href="/broker/sign-in?return=${encodeURIComponent(options.action)}">Sign in with your broker</a></div>
<p class="soft">For clients of Harbour Lane.</p>`,
  )
}

export function consentPage(options: {
  action: string
  applicationName: string
  persona: Persona
  formToken: string
  scope: Scope
}): Html {
  const { action, applicationName, persona, formToken, scope } = options
  return page(
    `Allow ${applicationName}? · cTrader ID`,
    html`<h1>${applicationName} asks for access to your trading accounts</h1>
<p class="soft">Signed in as <strong>${persona.name}</strong>.</p>
${scope === 'accounts' ? accountsScope(applicationName) : tradingScope(applicationName)}
<form method="post" action="${action}">
<input type="hidden" name="csrf" value="${formToken}">
${accountChoices(persona)}
<div class="row">
<button class="primary" type="submit" name="step" value="allow">Allow access</button>
<button type="submit" name="step" value="deny">Deny</button>
</div>
<button class="link" type="submit" name="step" value="switch">Use another cTrader ID</button>
</form>`,
  )
}

function accountsScope(applicationName: string): Html {
  return html`<h2>View only (scope: accounts)</h2>
<ul>
<li>${applicationName} can view your account information and trade history.</li>
<li>${applicationName} cannot trade, and cannot move money.</li>
</ul>`
}

function tradingScope(applicationName: string): Html {
  return html`<h2>Full access (scope: trading)</h2>
<ul>
<li>${applicationName} can view your account information and trade history.</li>
<li>${applicationName} can place, change and close orders for you.</li>
</ul>`
}

function accountChoices(persona: Persona): Html {
  if (persona.accounts.length === 0) {
    return html`<p>This cTrader ID has no trading accounts. You can still allow access.</p>`
  }
  return html`<fieldset>
<legend>Trading accounts to share</legend>
${persona.accounts.map(
  ({ profile }) => html`<div class="choice">
<input type="checkbox" id="account-${profile.accountId}" name="account" value="${profile.accountId}" checked>
<label for="account-${profile.accountId}">${accountLabel(profile)}</label>
</div>`,
)}
</fieldset>`
}

export function problemPage(title: string, text: string): Html {
  return page(
    `${title} · cTrader ID`,
    html`<h1>${title}</h1>
<p class="error" role="alert">${text}</p>
<p class="soft">You were not sent back to the application, because that would not be safe.</p>`,
  )
}
