import type { CrmUnderTest } from './crm-under-test'
import type { Finding } from './finding'

/**
 * How sure a check is: S official text, D documented, D1 documented in one edition only,
 * I inferred where the documents are silent.
 */
export type Mark = 'S' | 'D' | 'D1' | 'I'

/** One sentence of the contract. */
export interface Check {
  name: string
  expected: string
  mark: Mark
  /** Where the expectation comes from. */
  where: string
  /** May throw NotChecked, or NoAnswer when the CRM did not answer. */
  look(crm: CrmUnderTest): Promise<Finding>
}
