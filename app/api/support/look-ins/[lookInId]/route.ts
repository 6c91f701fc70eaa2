import { lookInRoute } from '@/app/api/support/look-ins/look-in-route'
import { showLookIn } from '@/lib/support/look-in/look-into'

export const GET = lookInRoute(showLookIn)
