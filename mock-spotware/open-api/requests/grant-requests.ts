import { z } from 'zod'
import { OpenApiError } from '@/mock-spotware/open-api/open-api-error'
import {
  defineRequest,
  int64,
  type RequestKind,
  reply,
} from '@/mock-spotware/open-api/request-kind'
import { wireListedAccount } from '@/mock-spotware/open-api/wire-records'
import { wireEnum } from '@/mock-spotware/open-api/wire-schema'

const byToken = z.object({ accessToken: z.string() })
const byAccount = z.object({ ctidTraderAccountId: int64 })

export const grantRequests: readonly RequestKind[] = [
  defineRequest(
    { message: 'ProtoOAGetAccountListByAccessTokenReq', request: byToken },
    async ({ accessToken }, session) => {
      const { accountIds } = session.requireGrant(accessToken)
      const opened = await Promise.all(accountIds.map((id) => session.world.openAccount(id)))
      const accounts = opened.filter((account) => account !== undefined)
      const grant = session.requireGrant(accessToken)
      return reply('ProtoOAGetAccountListByAccessTokenRes', {
        accessToken,
        permissionScope: wireEnum(
          'ProtoOAClientPermissionScope',
          grant.scope === 'accounts' ? 'SCOPE_VIEW' : 'SCOPE_TRADE',
        ),
        ctidTraderAccount: accounts.map(wireListedAccount),
      })
    },
  ),
  defineRequest(
    { message: 'ProtoOAGetCtidProfileByTokenReq', request: byToken },
    ({ accessToken }, session) => {
      const { persona } = session.requireGrant(accessToken)
      return reply('ProtoOAGetCtidProfileByTokenRes', { profile: { userId: persona.ctid } })
    },
  ),
  defineRequest(
    { message: 'ProtoOARefreshTokenReq', request: z.object({ refreshToken: z.string() }) },
    ({ refreshToken }, session) => {
      const { world } = session
      const grant = world.grants.refresh(refreshToken, session.requireApplication().clientId)
      if (!grant) throw new OpenApiError('CH_ACCESS_TOKEN_INVALID', 'Access denied')
      return reply('ProtoOARefreshTokenRes', {
        accessToken: grant.accessToken,
        tokenType: 'bearer',
        expiresIn: world.behaviour.accessTokenLifeSeconds,
        refreshToken: grant.refreshToken,
      })
    },
  ),
  defineRequest(
    {
      message: 'ProtoOAAccountAuthReq',
      request: z.object({ ctidTraderAccountId: int64, accessToken: z.string() }),
    },
    async ({ ctidTraderAccountId: accountId, accessToken }, session) => {
      const grant = session.requireGrant(accessToken)
      const account = grant.accountIds.includes(accountId)
        ? await session.world.openAccount(accountId)
        : undefined
      // the grant may have ended while the history was being made
      session.requireGrant(accessToken)
      if (!account) {
        throw new OpenApiError('CH_CTID_TRADER_ACCOUNT_NOT_FOUND', 'Trading account is not found', {
          accountId,
        })
      }
      if (account.profile.isLive !== (session.environment === 'live')) {
        throw new OpenApiError('CANT_ROUTE_REQUEST', 'No environment connection', { accountId })
      }
      session.requireReachable(accountId)
      if (session.hasAccount(accountId)) {
        throw new OpenApiError(
          'ALREADY_LOGGED_IN',
          'Trading account is already authorized in this channel',
          { accountId },
        )
      }
      session.beginAccount(account, accessToken)
      return reply('ProtoOAAccountAuthRes', { ctidTraderAccountId: accountId })
    },
  ),
  defineRequest(
    { message: 'ProtoOAAccountLogoutReq', request: byAccount },
    ({ ctidTraderAccountId }, session) => {
      session.requireAccount(ctidTraderAccountId)
      session.endAccount(ctidTraderAccountId)
      return {
        ...reply('ProtoOAAccountLogoutRes', { ctidTraderAccountId }),
        followedBy: reply('ProtoOAAccountDisconnectEvent', { ctidTraderAccountId }),
      }
    },
  ),
]
