import type { AccountStatus } from '@/mock-spotware/accounts/account-status'
import type { TradingAccount } from '@/mock-spotware/accounts/trading-account'
import type { Application } from '@/mock-spotware/ctrader-id/application'
import type { Grant } from '@/mock-spotware/ctrader-id/grants'
import type { World } from '@/mock-spotware/world'
import { OpenApiError } from './open-api-error'

const refusals: Record<Exclude<AccountStatus, 'active'>, [code: string, description: string]> = {
  gone: ['RET_NO_SUCH_LOGIN', 'There is no such trading account'],
  disabled: ['RET_ACCOUNT_DISABLED', 'Trading account is disabled'],
  blocked: ['CHANNEL_IS_BLOCKED', 'Operations are not allowed for this trading account'],
  unreachable: ['CH_SERVER_NOT_REACHABLE', 'The server of the broker cannot be reached'],
}

export type Environment = 'live' | 'demo'

/** An account authorised on a connection, with the very token it was authorised by. */
interface AccountSession {
  account: TradingAccount
  accessToken: string
}

/** What one connection has earned so far: an application, then accounts. */
export class Session {
  application?: Application
  readonly world: World
  readonly environment: Environment
  readonly #accounts = new Map<number, AccountSession>()

  constructor(world: World, environment: Environment) {
    this.world = world
    this.environment = environment
  }

  requireApplication(): Application {
    if (!this.application) {
      throw new OpenApiError('CH_CLIENT_NOT_AUTHENTICATED', 'Application is not authenticated')
    }
    return this.application
  }

  /** The grant behind an access token. */
  requireGrant(accessToken: string): Grant {
    const found = this.world.grants.findByAccessToken(
      accessToken,
      this.requireApplication().clientId,
    )
    switch (found.status) {
      case 'valid':
        return found.grant
      case 'expired':
        throw new OpenApiError('OA_AUTH_TOKEN_EXPIRED', 'Access token expired')
      case 'unknown':
        throw new OpenApiError('CH_ACCESS_TOKEN_INVALID', 'Invalid access token')
    }
  }

  /** The account, if it is authorised here and its token still lives. */
  requireAccount(accountId: number): TradingAccount {
    const clientId = this.requireApplication().clientId
    const session = this.#accounts.get(accountId)
    if (!session) {
      throw new OpenApiError(
        this.world.behaviour.lostSessionAnswer,
        'Trading account is not authorized',
        { accountId },
      )
    }
    const { status } = this.world.grants.findByAccessToken(session.accessToken, clientId)
    if (status === 'expired') {
      throw new OpenApiError('OA_AUTH_TOKEN_EXPIRED', 'Access token expired', { accountId })
    }
    this.requireReachable(accountId)
    return session.account
  }

  /** Whether the broker's server lets anybody use the account at all. */
  requireReachable(accountId: number): void {
    const status = this.world.accountStatuses.get(accountId) ?? 'active'
    if (status === 'active') return
    const [code, description] = refusals[status]
    throw new OpenApiError(code, description, { accountId })
  }

  hasAccount(accountId: number): boolean {
    return this.#accounts.has(accountId)
  }

  /** Tells later on whether the account's session, if there is one, is still the same. */
  watchAccount(accountId: number | undefined): () => boolean {
    if (accountId === undefined) return () => true
    const session = this.#accounts.get(accountId)
    return () => session === undefined || this.#accounts.get(accountId) === session
  }

  accountIds(): number[] {
    return [...this.#accounts.keys()]
  }

  accounts(): TradingAccount[] {
    return [...this.#accounts.values()].map(({ account }) => account)
  }

  beginAccount(account: TradingAccount, accessToken: string): void {
    this.#accounts.set(account.profile.accountId, { account, accessToken })
  }

  endAccount(accountId: number): void {
    this.#accounts.delete(accountId)
  }

  /** Ends all account sessions of a token that died and names them. */
  endAccountsOf(accessToken: string): number[] {
    const ended = [...this.#accounts]
      .filter(([, session]) => session.accessToken === accessToken)
      .map(([accountId]) => accountId)
    for (const accountId of ended) this.#accounts.delete(accountId)
    return ended
  }
}
