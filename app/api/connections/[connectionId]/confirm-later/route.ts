import { connectionRoute } from '@/app/api/connections/connection-route'
import { confirmLater } from '@/lib/connections/confirm-later'

export const POST = connectionRoute(confirmLater)
