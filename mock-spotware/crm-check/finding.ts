/** What one check saw. */
export interface Finding {
  isMet: boolean
  got: string
  /** Not what was expected, yet nothing the documents rule out: never more than a warning. */
  isTolerable?: boolean
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
