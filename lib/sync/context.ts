import type { WorkContext } from '@/lib/agenda/work-context'
import type { GrantKeeper } from '@/lib/grants/access-token'
import type { Provider } from './provider'

/** What the worker's verbs on cTrader work with. */
export type SyncContext = WorkContext &
  GrantKeeper & {
    provider: Provider
    redirectUri: string
    checkSeconds: number
  }
