import { BundleButton } from '@/components/bundle/bundle-button'
import { Card } from '@/components/ui/card'
import { GoButton } from '@/components/ui/go-button'
import type { ImportView } from '@/lib/domain/views/import'
import { HowToExport } from './how-to-export'

/** A file we cannot use: what we looked for, and how to get one that works. */
export function ImportRefused({ view }: { view: ImportView }) {
  return (
    <div className="max-w-2xl">
      <Card className="p-6">
        <h2 className="text-base font-semibold">
          {view.refusal?.title ?? 'We could not read this file'}
        </h2>
        <p className="mt-1 text-ink-soft">{view.refusal?.body}</p>
        <p className="mt-1 text-ink-soft">Nothing was added to the journal.</p>
        <div className="mt-5 flex flex-wrap items-center justify-between gap-3">
          <GoButton look="primary" to="/imports/new">
            Upload another file
          </GoButton>
          {view.refusal ? (
            <span className="flex flex-wrap items-center gap-x-3">
              <code className="font-mono text-xs text-ink-faint">{view.refusal.code}</code>
              <BundleButton error={{ code: view.refusal.code, reference: null }} />
            </span>
          ) : null}
        </div>
      </Card>
      <HowToExport className="mt-6" />
    </div>
  )
}
