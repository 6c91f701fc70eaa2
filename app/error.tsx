'use client'

import { StoppedPage } from '@/components/ui/stopped-page'

export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <StoppedPage retry={retry} />
    </main>
  )
}
