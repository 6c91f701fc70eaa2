/** How the checks let tokens grow old. */
export interface PassingTime {
  pass(seconds: number): Promise<void>
  /** Whether days take no time, because the CRM's clock can be moved. */
  canSkip: boolean
}

/** The wall clock; `tell` is told before every wait. */
export function waiting(tell: (line: string) => void): PassingTime {
  return {
    canSkip: false,
    pass(seconds) {
      tell(`waiting ${seconds} s for a token to expire`)
      return new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    },
  }
}
