import type { CtraderBackend } from '@/mock-spotware/ctrader-backend/ctrader-backend'
import type { SignInSessions } from '@/mock-spotware/ctrader-id/sign-in-sessions'
import { BrokerVisits } from './broker-visits'
import { FormTokens } from './form-tokens'
import { PlatformSessions } from './platform-sessions'

/** What the pages between cTrader and the broker have in common. */
export interface Platform {
  backend: CtraderBackend
  sessions: PlatformSessions
  visits: BrokerVisits
  formTokens: FormTokens
  /** Of cTrader ID, which a person may enter by the broker too. */
  signInSessions: SignInSessions
}

export function createPlatform(backend: CtraderBackend, signInSessions: SignInSessions): Platform {
  const { world } = backend
  return {
    backend,
    sessions: new PlatformSessions(world),
    visits: new BrokerVisits(world),
    formTokens: new FormTokens(),
    signInSessions,
  }
}
