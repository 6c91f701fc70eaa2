'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { type BundleSubject, subjectOf, useBundle } from './bundle'
import { BundleText } from './bundle-text'

/** What support needs to know, shown to whoever is about to send it. */
export function BundleButton(props: { error: { code: string; reference: string | null } | null }) {
  const pathname = usePathname()
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Details for support"
      trigger={<Button look="quiet">Details for support…</Button>}
    >
      <p className="mb-3 text-ink-soft">
        This is all there is in it: codes, counts, times and ids. No password, no balance, no trade
        and nothing you have written. Copy it into your message to support.
      </p>
      {open ? <Made subject={subjectOf(pathname, props.error)} /> : null}
    </Dialog>
  )
}

function Made({ subject }: { subject: BundleSubject }) {
  const { data, error } = useBundle(subject, true)
  if (data) return <BundleText view={data} />
  if (error) return <AsFarAsKnown subject={subject} />
  return (
    <>
      <Loading what="the details" />
      <Skeleton className="h-40 w-full" />
    </>
  )
}

/** Nobody can be asked just now: what the card itself knows is more than nothing. */
function AsFarAsKnown({ subject }: { subject: BundleSubject }) {
  const [madeAt] = useState(() => new Date().toISOString())
  const { code, reference, page, connection } = subject
  const known = [code, reference && `reference ${reference}`, `on ${page}`].filter(Boolean)
  const text = [
    `Tallybook support bundle of ${madeAt}, without the server’s part`,
    known.join(', '),
    ...(connection ? [`Connection ${connection}`] : []),
  ].join('\n')
  const versions = { tallybook: '', node: '', database: null }
  const error = code ? { code, reference, page } : null
  return (
    <BundleText
      view={{ text, bundle: { madeAt, versions, error, connection: null, imports: [] } }}
    />
  )
}
