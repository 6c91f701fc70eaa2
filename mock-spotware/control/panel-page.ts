import { type Html, html } from '@/mock-spotware/http/html'
import { htmlReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { section } from './panel/action-button'
import { applicationSection } from './panel/application-section'
import { eventSection } from './panel/event-section'
import { faultSection } from './panel/fault-section'
import { grantSection } from './panel/grant-section'
import { panelFrame } from './panel/panel-frame'
import { peopleSection } from './panel/people-section'
import { requestSection } from './panel/request-section'
import { switchSection } from './panel/switch-section'
import { timeSection } from './panel/time-section'
import { violationSection } from './panel/violation-section'

interface Surroundings {
  openConnections(): number
  crmUrl(): string
}

/** No other site may show the panel in a frame and have its buttons pressed. */
const headers = { 'content-security-policy': "frame-ancestors 'none'", 'x-frame-options': 'DENY' }

/** Everything the control API offers, for people. */
export function panelRoutes(world: World, surroundings: Surroundings): Route[] {
  return [
    {
      method: 'GET',
      path: '/',
      handle: ({ query }) =>
        htmlReply(panelPage(world, surroundings, query.get('find') ?? ''), 200, headers),
    },
  ]
}

function panelPage(world: World, { openConnections, crmUrl }: Surroundings, find: string): Html {
  const sections = [
    { id: 'time', title: 'Time', content: timeSection(world) },
    { id: 'faults', title: 'Faults', content: faultSection(world) },
    { id: 'events', title: 'Events', content: eventSection(world) },
    { id: 'switches', title: 'Switches', content: switchSection(world) },
    {
      id: 'application',
      title: 'Application',
      content: applicationSection(world, openConnections()),
    },
    { id: 'grants', title: 'Grants', content: grantSection(world) },
    { id: 'people', title: 'People and accounts', content: peopleSection(world) },
    { id: 'requests', title: 'Requests', content: requestSection(world, find) },
    { id: 'violations', title: 'Violations', content: violationSection(world) },
  ]
  return panelFrame({
    sections,
    crmUrl: crmUrl(),
    content: html`${sections.map(({ id, title, content }) => section(id, title, content))}`,
  })
}
