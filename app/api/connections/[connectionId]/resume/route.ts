import { connectionRoute } from '@/app/api/connections/connection-route'
import { resume } from '@/lib/connections/resume'

export const POST = connectionRoute(resume)
