import { z } from 'zod'
import { WEEK_MS } from '@/mock-spotware/duration'
import {
  checkLength,
  checkOrder,
  inListOrder,
  keptPart,
} from '@/mock-spotware/open-api/history-window'
import {
  defineAccountRequest,
  int64,
  type RequestKind,
  reply,
} from '@/mock-spotware/open-api/request-kind'
import { wireCashOperation } from '@/mock-spotware/open-api/wire-records'

export const cashFlowRequests: readonly RequestKind[] = [
  defineAccountRequest(
    {
      message: 'ProtoOACashFlowHistoryListReq',
      isHistorical: true,
      request: z.object({ fromTimestamp: int64, toTimestamp: int64 }),
    },
    (account, { fromTimestamp, toTimestamp }, { world }) => {
      const { profile, book } = account
      const window = { from: fromTimestamp, to: toTimestamp }
      checkOrder(window)
      if (world.behaviour.historyWindow === 'oneWeek') checkLength(window, WEEK_MS)
      const kept = keptPart(window, world.behaviour, world.clock.now())
      const matching = book.cashWithin(kept.from, kept.to)
      const rows = inListOrder(matching, world.behaviour.listOrder)
      return reply('ProtoOACashFlowHistoryListRes', {
        ctidTraderAccountId: profile.accountId,
        depositWithdraw: rows.map((operation) => wireCashOperation(operation, account, world)),
      })
    },
  ),
]
