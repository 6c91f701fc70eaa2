import { type Html, html } from '@/mock-spotware/http/html'
import { errorNote } from './broker-frame'

export interface LoginEntry {
  action: string
  /** Filled in before. */
  email?: string
  isKept: boolean
  problem?: string
}

function loginForm({ action, email, isKept, problem }: LoginEntry, hidden: Html): Html {
  return html`${errorNote(problem)}
<form method="post" action="${action}">
${hidden}
<input type="hidden" name="step" value="login">
<div class="field">
<label for="email">E-mail</label>
<input id="email" name="email" value="${email ?? ''}" autocomplete="username" autocapitalize="none" inputmode="email" maxlength="200" required>
</div>
<div class="field">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required>
</div>
${keepBox(isKept)}
<button class="primary" type="submit">Log in</button>
</form>`
}

function keepBox(isKept: boolean): Html {
  const checked = isKept ? html` checked` : undefined
  return html`<div class="choice">
<input type="checkbox" id="keep" name="keepLoggedIn" value="true"${checked}>
<label for="keep">Keep me logged in</label>
</div>`
}

export function loginPage(entry: LoginEntry & { signUpLink: string }, hidden: Html): Html {
  return html`<h1>Log in to trade</h1>
${loginForm(entry, hidden)}
<p class="soft">New here? <a href="${entry.signUpLink}">Open a client account</a></p>
<p class="soft">To try it: eli@harbourlane.example with the password demo.</p>`
}

export function signUpPage(
  entry: LoginEntry & { name?: string; loginLink: string; partnerId?: string },
  hidden: Html,
): Html {
  return html`<h1>Open a client account</h1>
${errorNote(entry.problem)}
${entry.partnerId ? html`<p class="soft">You were invited by our partner ${entry.partnerId}.</p>` : undefined}
<form method="post" action="${entry.action}">
${hidden}
<input type="hidden" name="step" value="signUp">
<div class="field">
<label for="name">First name</label>
<input id="name" name="name" value="${entry.name ?? ''}" autocomplete="given-name" maxlength="60" required>
</div>
<div class="field">
<label for="email">E-mail</label>
<input id="email" name="email" type="email" value="${entry.email ?? ''}" autocomplete="email" maxlength="200" required>
</div>
<div class="field">
<label for="password">Password (8 characters or more)</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="8" maxlength="200" required>
</div>
<div class="choice">
<input type="checkbox" id="agree" name="agree" value="true" required>
<label for="agree">I accept the client agreement of Harbour Lane Markets Ltd</label>
</div>
${keepBox(entry.isKept)}
<button class="primary" type="submit">Sign up</button>
</form>
<p class="soft">Already a client? <a href="${entry.loginLink}">Log in</a></p>`
}

export function areaLoginPage(entry: LoginEntry, hidden: Html): Html {
  return html`<h1>Client area</h1>
${loginForm(entry, hidden)}`
}
