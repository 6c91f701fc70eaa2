'use client'

import { toast } from 'sonner'
import { Button, type ButtonProps } from '@/components/ui/button'
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
            toast.error('The import was not restored', {
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
