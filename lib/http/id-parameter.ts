import { z } from 'zod'
import { notFound } from '@/lib/errors'

/** An id from the address. Anything else is simply not there. */
export function idParameter(params: Record<string, string>, name: string): string {
  const result = z.uuid().safeParse(params[name])
  if (!result.success) throw notFound('page')
  return result.data
}
