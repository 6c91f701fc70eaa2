import { createHmac, randomBytes } from 'node:crypto'
import { isSameSecret } from '@/mock-spotware/crm/password'
import { isTokenShaped } from '@/mock-spotware/crm/token-hash'
import { cookie } from '@/mock-spotware/http/cookie'
import { type Html, html } from '@/mock-spotware/http/html'
import type { HttpRequest } from '@/mock-spotware/http/router'
import { newToken } from '@/mock-spotware/new-token'

const COOKIE = 'mock_crm_form'

export const STALE_FORM =
  'This page was open for too long or in another browser. Please press again.'

/** Tells forms of our own pages from forms another site sends in a person's name. */
export class FormGuard {
  readonly #key = randomBytes(32)

  /** The hidden fields of a form, and the cookie they are worth something with. */
  protect(request: HttpRequest, attempt = newToken()): { fields: Html; cookie: string } {
    const known = request.cookies[COOKIE] ?? ''
    const id = isTokenShaped(known) ? known : newToken()
    const fields = html`<input type="hidden" name="csrf" value="${this.#sign(id)}">
<input type="hidden" name="attempt" value="${attempt}">`
    return { fields, cookie: cookie(COOKIE, id) }
  }

  isOurs(request: HttpRequest, form: URLSearchParams): boolean {
    const id = request.cookies[COOKIE] ?? ''
    return isTokenShaped(id) && isSameSecret(form.get('csrf') ?? '', this.#sign(id))
  }

  #sign(id: string): string {
    return createHmac('sha256', this.#key).update(id).digest('base64url')
  }
}
