import { lookInRoute } from '@/app/api/support/look-ins/look-in-route'
import { endLookIn, showLookIn } from '@/lib/support/look-in/look-into'

export const POST = lookInRoute(async (db, asked) => {
  await endLookIn(db, asked)
  return showLookIn(db, asked)
})
