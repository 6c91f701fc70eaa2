import { MessagePage } from '@/components/ui/message-page'
import { TextLink } from '@/components/ui/text-link'

export default function NotFound() {
  return (
    <main>
      <MessagePage title="There is no page here">
        <p>The address may have a slip in it, or what it showed was removed.</p>
        <p className="mt-4">
          <TextLink href="/dashboard">Go to your journal</TextLink>
        </p>
      </MessagePage>
    </main>
  )
}
