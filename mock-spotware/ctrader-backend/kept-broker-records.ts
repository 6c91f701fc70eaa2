import { z } from 'zod'

/** What brokers told the cTrader back end, as it survives a restart. */
export const keptBrokerRecordsSchema = z.strictObject({
  /** MD5 in hex, as the broker sent it; of accounts made while the mock ran. */
  passwordHashes: z.array(z.strictObject({ accountId: z.int(), hash: z.string() })),
  /** ctids of those who accepted the broker's agreement. */
  agreements: z.array(z.int()),
  /** Who brings people to the broker, and the id their links carry. */
  partners: z.array(z.strictObject({ ctid: z.int(), partnerId: z.string() })),
})
export type KeptBrokerRecords = z.output<typeof keptBrokerRecordsSchema>
