'use client'

import { toast } from 'sonner'
import { countOf } from '@/components/format/decimal'
import { WhyDialog } from '@/components/ui/why-dialog'
import { useDriveAgain } from './operator'

/** Asks why before work that was set aside is tried once more. */
export function DriveAgainDialog(props: { ids: string[]; onClose: () => void }) {
  const { ids, onClose } = props
  const perform = useDriveAgain()
  const what = countOf(ids.length, 'piece', 'pieces')
  return (
    <WhyDialog
      title={`Drive ${what} of work again?`}
      confirm="Drive again"
      hint="Kept with your name; whose work it is can read it under Settings."
      perform={perform}
      onClose={onClose}
      onConfirm={(why) =>
        perform.mutate(
          { ids, ...why },
          {
            onSuccess: ({ driven }) => {
              toast.success(
                driven > 0 ? `${countOf(driven, 'piece', 'pieces')} due now` : 'It was due already',
              )
              onClose()
            },
          },
        )
      }
    >
      <p>
        It becomes due now and has all its tries again. Work that fails as before is set aside once
        more after three quarters of an hour.
      </p>
    </WhyDialog>
  )
}
