import { z } from 'zod'

const Ledger = z.object({
  currency: z.string(),
  balance: z.string(),
  positions: z.array(
    z.object({
      symbol: z.string(),
      direction: z.enum(['BUY', 'SELL']),
      openedAt: z.string(),
      closedAt: z.string(),
      entryPrice: z.string(),
      net: z.string(),
      closingDeals: z.array(
        z.object({
          dealId: z.coerce.string(),
          closedAt: z.string(),
          price: z.string(),
          volume: z.string(),
          net: z.string(),
          commission: z.string(),
        }),
      ),
      lots: z.string(),
      volume: z.string(),
    }),
  ),
})

export type Ledger = z.output<typeof Ledger>

/** What the provider itself says of an account. */
export async function ledgerOf(controlUrl: string, accountId: number): Promise<Ledger> {
  const response = await fetch(`${controlUrl}/control/ledger/${accountId}`)
  return Ledger.parse(await response.json())
}

export async function makeTrade(controlUrl: string, accountId: number, net: string) {
  const response = await fetch(`${controlUrl}/control/trade`, {
    method: 'POST',
    body: JSON.stringify({ accountId, net }),
  })
  if (!response.ok) throw new Error(`The mock made no trade: ${response.status}`)
}

export async function revokeGrant(controlUrl: string, persona: string): Promise<void> {
  const response = await fetch(`${controlUrl}/control/grants/${persona}/revoke`, { method: 'POST' })
  if (!response.ok) throw new Error(`The mock revoked nothing: ${response.status}`)
}

export async function violations(controlUrl: string): Promise<number> {
  const response = await fetch(`${controlUrl}/control/violations`)
  return z.object({ count: z.number() }).parse(await response.json()).count
}

/** Every token, code and secret the mock has ever given out. */
export async function issuedSecrets(controlUrl: string): Promise<string[]> {
  const response = await fetch(`${controlUrl}/control/issued`)
  const { issued } = z
    .object({ issued: z.array(z.object({ value: z.string() })) })
    .parse(await response.json())
  return issued.map(({ value }) => value)
}
