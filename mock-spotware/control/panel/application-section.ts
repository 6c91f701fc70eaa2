import { type Html, html } from '@/mock-spotware/http/html'
import type { World } from '@/mock-spotware/world'
import { actionButton } from './action-button'

export function applicationSection({ application }: World, openConnections: number): Html {
  const { isActive } = application
  return html`<p><strong>${application.name}</strong> is <strong>${isActive ? 'active' : 'not active'}</strong>. Open connections: <strong>${openConnections}</strong>.</p>
<p class="soft">It may send people back to ${application.redirectUris.join(', ')}. Its client id and secret: <a href="/control/application">application</a>, as JSON.</p>
<div class="row">${actionButton({
    id: 'application-active',
    label: isActive ? 'Deactivate application' : 'Activate application',
    path: '/control/application',
    body: { active: !isActive },
    says: { done: `The application is ${isActive ? 'not active any more' : 'active again'}.` },
  })}</div>`
}
