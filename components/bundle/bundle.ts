'use client'

import { useQuery } from '@tanstack/react-query'
import { requestJson, withQuery } from '@/components/api/request'
import type { SupportBundleView } from '@/lib/domain/views/support-bundle'

/** What a page is about and what went wrong on it. */
export type BundleSubject = {
  connection: string | null
  import: string | null
  code: string | null
  reference: string | null
  page: string
}

const ID = '[0-9a-f-]{36}'

/** Connection, import and part of the journal that an address names; no other part of it is told. */
export function subjectOf(
  pathname: string,
  error: { code: string; reference: string | null } | null,
): BundleSubject {
  const named = (part: string) => new RegExp(`^/${part}/(${ID})$`).exec(pathname)?.[1] ?? null
  return {
    connection: named('connections'),
    import: named('imports'),
    code: error?.code ?? null,
    reference: error?.reference ?? null,
    page: /^\/[a-z-]*/.exec(pathname)?.[0] ?? '/',
  }
}

/** Made anew whenever somebody looks: what it says is how things stand then. */
export function useBundle(subject: BundleSubject, enabled: boolean) {
  return useQuery({
    queryKey: ['bundle', subject],
    queryFn: ({ signal }) =>
      requestJson<SupportBundleView>(withQuery('/api/bundle', subject), { signal }),
    enabled,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  })
}
