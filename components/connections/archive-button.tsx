'use client'

import { Button, type ButtonProps } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { useChangeConnection } from './change-connection'

/** Settles that an account is gone, or all that are. */
export function ArchiveButton(props: {
  connectionId: string
  accountId?: string
  look: ButtonProps['look']
  size?: ButtonProps['size']
  label: string
}) {
  const archive = useChangeConnection(props.connectionId, 'archive')
  const { accountId } = props
  return (
    <>
      <Button
        look={props.look}
        size={props.size}
        busy={archive.isPending && 'Keeping…'}
        onClick={() => archive.mutate(accountId ? { accountId } : {})}
      >
        {props.label}
      </Button>
      {archive.error ? (
        <RequestFailure error={archive.error} what="The account was not archived" />
      ) : null}
    </>
  )
}
