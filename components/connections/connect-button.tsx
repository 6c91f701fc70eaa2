'use client'

import { Button, type ButtonProps } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { useStartAuthorization } from './start-authorization'

/** Leaves for cTrader's consent page to begin or repair this connection. */
export function ConnectButton(props: {
  connectionId: string
  look: ButtonProps['look']
  label: string
}) {
  const { start, leaving, error } = useStartAuthorization(props.connectionId)
  return (
    <>
      <Button look={props.look} onClick={start} busy={leaving && 'Opening cTrader…'}>
        {props.label}
      </Button>
      {error ? <RequestFailure error={error} what="cTrader’s page could not be opened" /> : null}
    </>
  )
}
