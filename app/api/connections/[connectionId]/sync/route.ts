import { connectionRoute } from '@/app/api/connections/connection-route'
import { requestSync } from '@/lib/connections/request-sync'

export const POST = connectionRoute(requestSync)
