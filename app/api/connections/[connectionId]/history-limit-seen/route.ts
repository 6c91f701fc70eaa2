import { connectionRoute } from '@/app/api/connections/connection-route'
import { historyLimitSeen } from '@/lib/connections/history-limit-seen'

export const POST = connectionRoute(historyLimitSeen)
