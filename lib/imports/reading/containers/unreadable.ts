import type { RefusalCode } from '@/lib/imports/reading/types'

/** Thrown where unpacking has to stop; whoever opens a file turns it into a refusal. */
export class UnreadableContainer extends Error {
  constructor(
    readonly code: Extract<
      RefusalCode,
      'workbook-damaged' | 'unpacks-too-large' | 'password-protected'
    >,
  ) {
    super(code)
  }
}
