import { connectionRoute } from '@/app/api/connections/connection-route'
import { stopSyncing } from '@/lib/connections/stop-syncing'

export const POST = connectionRoute(stopSyncing)
