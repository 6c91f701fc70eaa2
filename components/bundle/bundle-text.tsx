'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { SupportBundleView } from '@/lib/domain/views/support-bundle'

/** The whole of a bundle, to be read before it is copied or kept as a file. */
export function BundleText({ view }: { view: SupportBundleView }) {
  const { bundle, text } = view
  const name = `tallybook-support-${bundle.madeAt.slice(0, 16).replace(/[T:]/g, '-')}`
  return (
    <>
      <section
        aria-label="Support bundle"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md border border-rule bg-sunken px-3 py-2"
      >
        <pre className="font-mono text-xs whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">
          {text}
        </pre>
      </section>
      <div className="mt-3 flex flex-wrap gap-2">
        <CopyText text={text} />
        <Button onClick={() => keep(`${name}.txt`, text, 'text/plain')}>Download text</Button>
        <Button
          onClick={() => keep(`${name}.json`, JSON.stringify(bundle, null, 2), 'application/json')}
        >
          Download JSON
        </Button>
      </div>
    </>
  )
}

function CopyText({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <Button
      look="primary"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? 'Copied' : 'Copy text'}
    </Button>
  )
}

/** Gives the browser a file that was made here, out of what is on the screen already. */
function keep(name: string, content: string, type: string) {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
