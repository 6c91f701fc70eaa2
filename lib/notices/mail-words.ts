import { caughtUpWords } from '@/lib/domain/caught-up-words'
import { connectionName } from '@/lib/domain/connection-name'
import { connectionWords } from '@/lib/domain/connection-words'
import type { Break, NoticeKind } from '@/lib/domain/notice-schedule'
import type { ConnectionView } from '@/lib/domain/views/connection'

type Around = { by: Break['by']; timeZone: string; appUrl: string }

/** Subject and plain text of a mail: what happened, what it means for the trades, who acts, where. */
export function mailWords(
  kind: NoticeKind,
  connection: ConnectionView,
  { by, timeZone, appUrl }: Around,
): { subject: string; text: string } {
  const name = connectionName(connection)
  const state = by === 'superseded' ? 'superseded' : 'reconnect'
  const { title, body } = connectionWords({ ...connection, state }, (at) => say(at, timeZone))
  const link = `${appUrl}/connections/${connection.id}`
  if (kind === 'recovered') {
    const news = connection.caughtUp
      ? caughtUpWords(connection.caughtUp, timeZone)
      : 'What was missed meanwhile is in the journal or on its way.'
    return {
      subject: `Connected again: ${name}`,
      text: letter([
        `${name} is connected again, and closed trades arrive by themselves.`,
        news,
        `There is nothing for you to do. The connection:\n${link}`,
        signature(appUrl, timeZone),
      ]),
    }
  }
  return {
    subject: kind === 'broken' ? `${title}: ${name}` : `Reminder: ${lowerFirst(title)} – ${name}`,
    text: letter([
      `${title}: ${name}`,
      body,
      `Until you reconnect, no new trades arrive from it. Open the connection and press “Reconnect”; you sign in at cTrader and allow read-only access once more:\n${link}`,
      'Instead you can upload a file from cTrader at any time; repeats are recognised.',
      by === 'superseded' ? 'This is the only mail about it.' : FOLLOW_UP[kind],
      signature(appUrl, timeZone),
    ]),
  }
}

const FOLLOW_UP: Record<Exclude<NoticeKind, 'recovered'>, string> = {
  broken:
    'If it is still waiting then, we write again after three and after ten days, and no more.',
  'first-reminder': 'If it is still waiting then, we write once more in a week.',
  'last-reminder': 'This is the last mail about it.',
}

function signature(appUrl: string, timeZone: string): string {
  return `Tallybook, ${appUrl}\nTimes are in ${timeZone.replaceAll('_', ' ')}. Nobody reads answers to this mail.`
}

function say(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at))
}

function letter(paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
}
