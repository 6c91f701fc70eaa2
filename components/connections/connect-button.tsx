'use client'

import { Button, type ButtonProps } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { type ToRepair, useStartAuthorization } from './start-authorization'

/** Leaves for cTrader's consent page to begin or repair this connection. */
export function ConnectButton(props: ToRepair & { look: ButtonProps['look']; label: string }) {
  const { look, label, ...repair } = props
  const { start, leaving, error } = useStartAuthorization(repair)
  return (
    <>
      <Button look={look} onClick={start} busy={leaving && 'Opening cTrader…'}>
        {label}
      </Button>
      {error ? <RequestFailure error={error} what="cTrader’s page could not be opened" /> : null}
    </>
  )
}
