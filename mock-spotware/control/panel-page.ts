import type { Html } from '@/mock-spotware/http/html'
import { htmlReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { applicationSection } from './panel/application-section'
import { eventSection } from './panel/event-section'
import { faultSection } from './panel/fault-section'
import { grantSection } from './panel/grant-section'
import { panelFrame } from './panel/panel-frame'
import { peopleSection } from './panel/people-section'
import { requestSection } from './panel/request-section'
import { shownTime } from './panel/shown-time'
import { startOverSection } from './panel/start-over-section'
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
      handle: (request) => htmlReply(panelPage(world, surroundings, request), 200, headers),
    },
  ]
}

function panelPage(
  world: World,
  { openConnections, crmUrl }: Surroundings,
  { query, host }: HttpRequest,
): Html {
  return panelFrame({
    state: [
      { id: 'time', title: 'Time', content: timeSection(world) },
      { id: 'faults', title: 'Faults', content: faultSection(world) },
      { id: 'people', title: 'People', content: peopleSection(world) },
      { id: 'grants', title: 'Grants', content: grantSection(world, `http://${host}`) },
      { id: 'events', title: 'Events', content: eventSection(world) },
      { id: 'switches', title: 'Switches', content: switchSection(world) },
      {
        id: 'application',
        title: 'Application',
        content: applicationSection(world, openConnections()),
      },
      { id: 'start-over', title: 'Start over', content: startOverSection() },
    ],
    seen: [
      {
        id: 'requests',
        title: 'Requests',
        content: requestSection(world, query.get('find') ?? ''),
      },
      { id: 'violations', title: 'Violations', content: violationSection(world) },
    ],
    crmUrl: crmUrl(),
    time: shownTime(world.clock.now()).slice(11),
  })
}
