'use client'

import { Button, type ButtonProps } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { useRestoreImport } from './undo'

/** Brings an undone import back as it was. */
export function RestoreImport(props: { importId: string } & Pick<ButtonProps, 'size' | 'look'>) {
  const restore = useRestoreImport(props.importId)
  return (
    <Button
      look={props.look}
      size={props.size}
      busy={restore.isPending && 'Restoring…'}
      onClick={() =>
        restore.mutate(undefined, {
          onError: (error) =>
            void toast('The import was not restored', {
              failed: true,
              description: error.message,
              duration: Number.POSITIVE_INFINITY,
              closeButton: true,
            }),
        })
      }
    >
      Restore
    </Button>
  )
}
