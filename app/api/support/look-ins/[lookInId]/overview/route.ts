import { lookInRoute } from '@/app/api/support/look-ins/look-in-route'
import { lookAtOverview } from '@/lib/support/look-in/looks'

export const GET = lookInRoute(lookAtOverview)
