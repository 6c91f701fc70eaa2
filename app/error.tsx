'use client'

import { Button } from '@/components/ui/button'
import { MessagePage } from '@/components/ui/message-page'

export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <MessagePage title="This page stopped working">
        <p>It is a fault of ours. Your trades are not affected and nothing was changed.</p>
        <Button className="mt-5" look="primary" onClick={() => retry()}>
          Show the page again
        </Button>
      </MessagePage>
    </main>
  )
}
