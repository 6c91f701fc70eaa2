'use client'

import { Button, type ButtonProps } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { useChangeConnection } from './change-connection'

type Verb = 'stop' | 'resume' | 'confirm-later' | 'history-limit-seen'

const UNDER_WAY: Record<Verb, { busy: string; failed: string }> = {
  stop: { busy: 'Stopping…', failed: 'It was not stopped' },
  resume: { busy: 'Resuming…', failed: 'It was not resumed' },
  'confirm-later': { busy: 'Noting…', failed: 'It was not put off' },
  'history-limit-seen': { busy: 'Noting…', failed: 'It was not noted' },
}

/** A button whose press changes the connection, and nothing else. */
export function ChangeButton(props: {
  connectionId: string
  verb: Verb
  look: ButtonProps['look']
  label: string
}) {
  const change = useChangeConnection(props.connectionId, props.verb)
  const { busy, failed } = UNDER_WAY[props.verb]
  return (
    <>
      <Button
        look={props.look}
        busy={change.isPending && busy}
        onClick={() => change.mutate(undefined)}
      >
        {props.label}
      </Button>
      {change.error ? <RequestFailure error={change.error} what={failed} /> : null}
    </>
  )
}
