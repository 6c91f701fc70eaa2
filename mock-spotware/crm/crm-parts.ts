import type { Clock } from '@/mock-spotware/clock'
import type { IssuedSecrets } from '@/mock-spotware/issued-secrets'
import type { CrmBehaviour } from './switches'

/** What every store of the CRM works with. */
export interface CrmParts {
  clock: Clock
  behaviour: CrmBehaviour
  issued: IssuedSecrets
  /** Told of every change that must survive a restart, before anybody else hears of it. */
  onChanged: () => void
}
