import type { Client } from '@/mock-spotware/crm/kept-crm'
import type { Site } from './site'
import type { Visit } from './visit'

const WRONG = { problem: 'The e-mail address or the password is wrong.', status: 401 }
const TOO_OFTEN = {
  problem: 'The password was wrong too often. Please try again in a minute.',
  status: 429,
}

/** Begins a session for whom the form names; `problem` is for the person to read. */
export async function logIn(
  { crm, registrations }: Site,
  visit: Visit,
): Promise<
  { client: Client; keepLoggedIn: boolean; cookie: string } | { problem: string; status: number }
> {
  const { form } = visit
  const email = form.get('email')?.slice(0, 200) ?? ''
  const name = email.trim().toLowerCase()
  if (crm.wrongLogins.areTooMany(name)) return TOO_OFTEN
  const client = crm.clients.withPassword(email, form.get('password') ?? '')
  if (!client) {
    crm.wrongLogins.add(name)
    return WRONG
  }
  await registrations.reportPending(client)
  const keepLoggedIn = wantsToStay(visit)
  const cookie = visit.beginSession({ userId: client.userId, keepLoggedIn })
  return { client, keepLoggedIn, cookie }
}

/** Whether "Keep me logged in" is ticked. */
export function wantsToStay({ form }: Visit): boolean {
  return form.get('keepLoggedIn') === 'true'
}
