import type { CrmUnderTest } from './crm-under-test'

/**
 * How sure a check is: S official text, D documented, D1 documented in one edition only,
 * I inferred where the documents are silent.
 */
export type Mark = 'S' | 'D' | 'D1' | 'I'

/** What one check saw. */
export interface Finding {
  isMet: boolean
  got: string
  /** Not what was expected, yet nothing the documents rule out: never more than a warning. */
  isTolerable?: boolean
}

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

/** The check lacks something it needs; the message says what. */
export class NotChecked extends Error {}

export function met(got: string): Finding {
  return { isMet: true, got }
}

export function unmet(got: string): Finding {
  return { isMet: false, got }
}

export function tolerable(got: string): Finding {
  return { isMet: false, got, isTolerable: true }
}
