import type { HttpReply } from '@/mock-spotware/http/reply'
import { platformProblemPage } from './platform-page'
import { platformReply } from './platform-reply'

/** For a browser at an address of cTrader where there is nothing, or nothing for a browser. */
export function noSuchPage(status: number, reason: string): HttpReply {
  const title = status === 404 ? 'There is no such page' : 'This page cannot be opened like that'
  return platformReply(platformProblemPage(title, `${status}: ${reason}.`), status)
}
