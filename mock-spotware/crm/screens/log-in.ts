import type { Client } from '@/mock-spotware/crm/kept-crm'
import type { Site } from './site'
import type { Visit } from './visit'

export const WRONG_PASSWORD = 'The e-mail address or the password is wrong.'

/** Begins a session for whom the form names; undefined when the password is not theirs. */
export async function logIn(
  site: Site,
  visit: Visit,
): Promise<{ client: Client; keepLoggedIn: boolean; cookie: string } | undefined> {
  const { form } = visit
  const client = site.crm.clients.withPassword(form.get('email') ?? '', form.get('password') ?? '')
  if (!client) return undefined
  await site.registrations.reportPending(client)
  const keepLoggedIn = wantsToStay(visit)
  const cookie = visit.beginSession({ userId: client.userId, keepLoggedIn })
  return { client, keepLoggedIn, cookie }
}

/** Whether "Keep me logged in" is ticked. */
export function wantsToStay({ form }: Visit): boolean {
  return form.get('keepLoggedIn') === 'true'
}
