'use client'

import { parseAsStringLiteral, useQueryState } from 'nuqs'

export const BASIS_OPTIONS = [
  { value: 'net', label: 'Net' },
  { value: 'gross', label: 'Gross' },
] as const

/** Whether results count after costs or before, kept in the address. */
export function useBasis() {
  return useQueryState(
    'basis',
    parseAsStringLiteral(BASIS_OPTIONS.map(({ value }) => value)).withDefault('net'),
  )
}
