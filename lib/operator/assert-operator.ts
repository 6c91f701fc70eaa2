import { notFound } from '@/lib/errors'
import type { Staff } from '@/lib/support/staff'

/** For everybody else there is nothing here. @throws AppError NOT_FOUND */
export function assertOperator(staff: Staff): void {
  if (staff !== 'command-line' && staff.role !== 'ADMIN') throw notFound('page')
}
