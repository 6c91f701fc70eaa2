import type { Check } from './check'
import { met, tolerable } from './finding'

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

export const connectionChecks: Check[] = [
  {
    name: 'connection: HTTPS',
    expected: 'https, or the loopback interface',
    mark: 'D',
    where: 'broker-sso §7.1',
    look: async (crm) => {
      const { protocol, hostname } = new URL(crm.settings.baseUrl)
      if (protocol === 'https:') return met('https')
      return loopbackNames.includes(hostname) ? met('http on loopback') : tolerable('http')
    },
  },
]
