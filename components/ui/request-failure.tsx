'use client'

import { ApiError } from '@/components/api/request'
import { BundleButton } from '@/components/bundle/bundle-button'
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
          <BundleButton error={known} />
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
