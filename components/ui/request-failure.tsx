'use client'

import { useState } from 'react'
import { ApiError } from '@/components/api/request'
import { Button } from './button'
import { Notice } from './notice'

/** What happened, what it means, what to do, and a reference that support can look up. */
export function RequestFailure(props: {
  error: Error
  /** What could not be done: "Your trades could not be loaded". */
  what: string
  onRetry?: () => void
  className?: string
}) {
  const known = props.error instanceof ApiError ? props.error : null
  return (
    <Notice
      tone="bad"
      role="alert"
      title={props.what}
      className={props.className ?? ''}
      actions={
        <>
          {props.onRetry ? <Button onClick={props.onRetry}>Try again</Button> : null}
          {known?.reference ? <CopyReference error={known} /> : null}
        </>
      }
    >
      <p>{known?.message ?? 'Something on our side stopped this. Nothing was changed.'}</p>
      {known?.reference ? (
        <p className="mt-1 text-xs">
          Reference <code className="font-mono">{known.reference}</code>
        </p>
      ) : null}
    </Notice>
  )
}

function CopyReference({ error }: { error: ApiError }) {
  const [copied, setCopied] = useState(false)
  const details = `${error.code} · ${error.reference} · ${error.message}`
  return (
    <Button
      look="quiet"
      onClick={() => void navigator.clipboard.writeText(details).then(() => setCopied(true))}
    >
      {copied ? 'Copied' : 'Copy details'}
    </Button>
  )
}
