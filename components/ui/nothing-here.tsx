import { MessagePage } from './message-page'
import { TextLink } from './text-link'

/** For an address that leads nowhere, or nowhere for the person who asks. */
export function NothingHere() {
  return (
    <MessagePage title="There is no page here">
      <p>The address may have a slip in it, or what it showed was removed.</p>
      <p className="mt-4">
        <TextLink href="/dashboard">Go to your journal</TextLink>
      </p>
    </MessagePage>
  )
}
