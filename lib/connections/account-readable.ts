import type { Connection, TradingAccount } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'

type Readable = Pick<TradingAccount, 'missingSince'> & { connection: Connection | null }

/** Whether cTrader can be asked for more of an account just now. @throws AppError CONFLICT with why not */
export function assertAccountReadable({ missingSince, connection }: Readable): void {
  if (missingSince)
    throw new AppError('CONFLICT', 'cTrader does not list this account any more. Upload an export.')
  if (connection?.pausedAt) throw new AppError('CONFLICT', 'Resume the connection first.')
  const isOver = connection?.refusedAt || connection?.removedAt || connection?.supersededAt
  if (!connection?.completedAt || isOver)
    throw new AppError('CONFLICT', 'Reconnect first: cTrader cannot be read just now.')
}
