import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** Two windows wrote one note: what the other one wrote is shown, and the trader decides. */
export function NoteConflict(props: {
  theirs: string
  onSettle: (choice: 'mine' | 'theirs') => void
}) {
  const { theirs, onSettle } = props
  return (
    <Notice
      tone="act"
      role="alert"
      title="This note was changed in another window"
      actions={
        <>
          <Button onClick={() => onSettle('mine')}>Keep mine</Button>
          <Button onClick={() => onSettle('theirs')}>Take the other</Button>
        </>
      }
    >
      <p>What you typed here is not saved yet. The other window left:</p>
      <p className="mt-2 max-h-40 overflow-y-auto border-l-2 border-act-rule pl-3 whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">
        {theirs === '' ? 'Nothing: the note was emptied.' : theirs}
      </p>
    </Notice>
  )
}
