import { allAnswersChecks } from './all-answers-checks'
import { authorizeChecks } from './authorize-checks'
import type { Check } from './check'
import { connectionChecks } from './connection-checks'
import { crmApiTokenChecks } from './crm-api-token-checks'
import { longTermExpiryChecks, oneTimeTokenExpiryChecks } from './expiry-checks'
import { logoutChecks } from './logout-checks'
import { onetimeAuthorizeChecks } from './onetime-authorize-checks'
import { onetimeGenerateChecks } from './onetime-generate-checks'

/** In the order they run in: what ends a login or lets time pass comes late. */
export const allChecks: readonly Check[] = [
  ...connectionChecks,
  ...crmApiTokenChecks,
  ...onetimeAuthorizeChecks,
  ...authorizeChecks,
  ...onetimeGenerateChecks,
  ...oneTimeTokenExpiryChecks,
  ...logoutChecks,
  ...longTermExpiryChecks,
  ...allAnswersChecks,
]
