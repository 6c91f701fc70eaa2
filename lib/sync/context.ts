import type { WorkContext } from '@/lib/agenda/work-context'
import type { GrantKeeper } from '@/lib/grants/access-token'
import type { Providers } from './providers'

/** What the worker's verbs on cTrader work with. */
export type SyncContext = WorkContext &
  GrantKeeper & {
    providers: Providers
    redirectUri: string
    checkSeconds: number
  }
