import { writeLedger } from '@/mock-spotware/accounts/ledger'
import { accountLabel } from '@/mock-spotware/ctrader-id/pages'
import { jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { Persona } from '@/mock-spotware/personas/persona'
import type { World } from '@/mock-spotware/world'
import { get } from './json-route'

/** Who there is, and the truth about each account. */
export function peopleRoutes(world: World): Route[] {
  return [
    get('/control/personas', () =>
      jsonReply({ personas: world.people.all().map(describePersona) }),
    ),
    get('/control/ledger/:accountId', async ({ params }) => {
      const account = await world.openAccount(Number(params.accountId))
      return account ? jsonReply(writeLedger(account)) : jsonError(404, 'no such account')
    }),
  ]
}

function describePersona({ name, ctid, description, accounts }: Persona) {
  return {
    name,
    ctid,
    description,
    accounts: accounts.map(({ profile }) => ({
      accountId: profile.accountId,
      label: accountLabel(profile),
      login: profile.login,
      isLive: profile.isLive,
      broker: profile.broker.title,
      currency: profile.currency,
      type: profile.type,
      moneyDigits: profile.moneyDigits,
    })),
  }
}
