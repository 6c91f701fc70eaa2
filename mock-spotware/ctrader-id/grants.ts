import { randomBytes } from 'node:crypto'
import type { Behaviour } from '@/mock-spotware/behaviour'
import type { Clock } from '@/mock-spotware/clock'
import type { IssuedSecrets } from '@/mock-spotware/issued-secrets'
import type { People } from '@/mock-spotware/personas/people'
import type { Persona } from '@/mock-spotware/personas/persona'
import type { KeptGrants } from './kept-grants'

export type Scope = 'accounts' | 'trading'

/** Why a pair of tokens stopped working; the text travels in AccountsTokenInvalidatedEvent. */
export type GrantEnding =
  | 'Access token was refreshed'
  | 'Access was revoked'
  | 'Access was granted anew'

/** What a person allowed an application to see. */
export interface Grant {
  grantId: number
  persona: Persona
  clientId: string
  scope: Scope
  accountIds: readonly number[]
  grantedAt: number
  accessToken: string
  accessTokenExpiresAt: number
  refreshToken: string
}

export interface Consent {
  persona: Persona
  clientId: string
  scope: Scope
  accountIds: readonly number[]
}

interface PendingCode {
  consent: Consent
  redirectUri: string
  expiresAt: number
}

export type TokenLookup = { status: 'valid'; grant: Grant } | { status: 'expired' | 'unknown' }

interface GrantsDependencies {
  clock: Clock
  behaviour: Behaviour
  issued: IssuedSecrets
  people: People
  /** Grants of an earlier run. */
  kept?: KeptGrants
  /** Told of every new, changed or ended grant before anybody else hears of it. */
  onChanged: () => void
  /** Told which access token died, after it did. */
  onTokenInvalidated: (accessToken: string, ending: GrantEnding) => void
}

/** Authorization codes and the grants made of them: one living grant per person and application. */
export class Grants {
  readonly #codes = new Map<string, PendingCode>()
  readonly #grants = new Map<number, Grant>()
  #lastGrantId = 0

  readonly #clock: Clock
  readonly #behaviour: Behaviour
  readonly #issued: IssuedSecrets
  readonly #onChanged: GrantsDependencies['onChanged']
  readonly #onTokenInvalidated: GrantsDependencies['onTokenInvalidated']

  constructor(dependencies: GrantsDependencies) {
    this.#clock = dependencies.clock
    this.#behaviour = dependencies.behaviour
    this.#issued = dependencies.issued
    this.#onChanged = dependencies.onChanged
    this.#onTokenInvalidated = dependencies.onTokenInvalidated
    if (dependencies.kept) this.#takeOver(dependencies.kept, dependencies.people)
  }

  /** What survives a restart: the grants, not the codes of the last minute. */
  kept(): KeptGrants {
    return {
      lastGrantId: this.#lastGrantId,
      living: this.living().map(({ persona, accountIds, ...grant }) => ({
        ...grant,
        accountIds: [...accountIds],
        ctid: persona.ctid,
      })),
    }
  }

  /** The person pressed Allow. What they allowed this application before ends with it. */
  createAuthorizationCode(consent: Consent, redirectUri: string): string {
    this.#dropExpiredCodes()
    const ended = this.#endEarlier(consent)
    const code = randomBytes(27).toString('hex').slice(1)
    this.#issued.record('authorizationCode', code, this.#clock.now())
    this.#codes.set(code, {
      consent,
      redirectUri,
      expiresAt: this.#clock.now() + this.#behaviour.codeLifeSeconds * 1_000,
    })
    this.#announce(ended, 'Access was granted anew')
    return code
  }

  /** Undefined when the code is unknown, spent, too old or meant for somebody else. */
  exchangeCode(code: string, clientId: string, redirectUri: string): Grant | undefined {
    const pending = this.#codes.get(code)
    if (!pending) return undefined
    if (pending.consent.clientId !== clientId || pending.redirectUri !== redirectUri) {
      return undefined
    }
    this.#codes.delete(code)
    if (pending.expiresAt <= this.#clock.now()) return undefined
    return this.grant(pending.consent)
  }

  /** Makes a grant without a browser. */
  grant(consent: Consent): Grant {
    const ended = this.#endEarlier(consent)
    this.#lastGrantId += 1
    const grant: Grant = {
      ...consent,
      scope: consent.persona.alwaysGrantsTrading ? 'trading' : consent.scope,
      grantId: this.#lastGrantId,
      grantedAt: this.#clock.now(),
      ...this.#newTokens(),
    }
    this.#grants.set(grant.grantId, grant)
    this.#announce(ended, 'Access was granted anew')
    return grant
  }

  /** Both tokens are replaced and the old pair is dead at once. Undefined for a dead token. */
  refresh(refreshToken: string, clientId: string): Grant | undefined {
    const grant = this.living().find((candidate) => candidate.refreshToken === refreshToken)
    if (grant?.clientId !== clientId) return undefined
    const { accessToken } = grant
    Object.assign(grant, this.#newTokens())
    this.#announce([accessToken], 'Access token was refreshed')
    return grant
  }

  findByAccessToken(accessToken: string, clientId: string): TokenLookup {
    const grant = this.living().find((candidate) => candidate.accessToken === accessToken)
    if (grant?.clientId !== clientId) return { status: 'unknown' }
    if (grant.accessTokenExpiresAt <= this.#clock.now()) return { status: 'expired' }
    return { status: 'valid', grant }
  }

  living(): Grant[] {
    return [...this.#grants.values()]
  }

  /** The person withdrew their permission, codes not exchanged yet included. */
  revoke(persona: Persona): number {
    this.#dropCodes(persona)
    const ended = this.#takeOut(persona)
    this.#announce(ended, 'Access was revoked')
    return ended.length
  }

  revokeAll(): void {
    this.#codes.clear()
    const ended = this.living().map(({ accessToken }) => accessToken)
    this.#grants.clear()
    this.#announce(ended, 'Access was revoked')
  }

  #takeOver({ lastGrantId, living }: KeptGrants, people: People): void {
    this.#lastGrantId = lastGrantId
    for (const { ctid, ...grant } of living) {
      const persona = people.byCtid(ctid)
      if (!persona) throw new RangeError(`nobody has the ctid ${ctid}`)
      this.#grants.set(grant.grantId, { ...grant, persona })
    }
  }

  /** Grant and pending code alike: an older consent must never take the place of a newer one. */
  #endEarlier({ persona, clientId }: Consent): string[] {
    this.#dropCodes(persona, clientId)
    return this.#takeOut(persona, clientId)
  }

  /** Of the person, for one application or for all. */
  #dropCodes(persona: Persona, clientId?: string): void {
    for (const [code, { consent }] of this.#codes) {
      const isMeant = clientId === undefined || consent.clientId === clientId
      if (consent.persona === persona && isMeant) this.#codes.delete(code)
    }
  }

  #dropExpiredCodes(): void {
    for (const [code, { expiresAt }] of this.#codes) {
      if (expiresAt <= this.#clock.now()) this.#codes.delete(code)
    }
  }

  /** Ends the person's grants, to one application or to all, and returns their access tokens. */
  #takeOut(persona: Persona, clientId?: string): string[] {
    const ended = this.living().filter(
      (grant) =>
        grant.persona === persona && (clientId === undefined || grant.clientId === clientId),
    )
    for (const { grantId } of ended) this.#grants.delete(grantId)
    return ended.map(({ accessToken }) => accessToken)
  }

  #announce(deadAccessTokens: readonly string[], ending: GrantEnding): void {
    this.#onChanged()
    for (const accessToken of deadAccessTokens) this.#onTokenInvalidated(accessToken, ending)
  }

  #newTokens(): Pick<Grant, 'accessToken' | 'accessTokenExpiresAt' | 'refreshToken'> {
    const now = this.#clock.now()
    const accessToken = this.#issued.issue('accessToken', now)
    const refreshToken = this.#issued.issue('refreshToken', now)
    const accessTokenExpiresAt = now + this.#behaviour.accessTokenLifeSeconds * 1_000
    return { accessToken, accessTokenExpiresAt, refreshToken }
  }
}
