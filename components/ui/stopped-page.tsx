'use client'

import { Button } from './button'
import { MessagePage } from './message-page'

/** What a page that failed while it was drawn shows instead of itself. */
export function StoppedPage({ retry }: { retry: () => void }) {
  return (
    <MessagePage title="This page stopped working">
      <p>It is a fault of ours. Your trades are not affected and nothing was changed.</p>
      <Button className="mt-5" look="primary" onClick={() => retry()}>
        Show the page again
      </Button>
    </MessagePage>
  )
}
