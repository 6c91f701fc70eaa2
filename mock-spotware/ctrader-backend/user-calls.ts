import { z } from 'zod'
import { jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import { refuseCall } from './backend-refusal'
import type { CtraderBackend } from './ctrader-backend'
import { managerCall } from './manager-call'

const MAX_TEXT = 200
const text = z.string().trim().min(1).max(MAX_TEXT)
const userId = z.int().positive()

const createSchema = z.object({
  brokerCrmName: text,
  email: z.string().trim().max(MAX_TEXT).pipe(z.email()),
  nickName: z.string().max(MAX_TEXT).optional(),
  firstName: z.string().max(MAX_TEXT).optional(),
  preferredLanguage: z.string().max(MAX_TEXT).optional(),
})
const agreementSchema = z.object({ userId })
const referralSchema = z
  .object({
    userId: userId.optional(),
    ctidTraderAccountId: userId.optional(),
    partnerId: text,
  })
  .refine((body) => (body.userId === undefined) !== (body.ctidTraderAccountId === undefined), {
    path: ['userId or ctidTraderAccountId'],
  })

/** Forwarding addresses of Apple, which no broker may create a user with. */
const PRIVATE_RELAY = /@privaterelay\.appleid\.com$/i
const NICKNAME = /^[a-z0-9][a-z0-9._-]{1,29}$/i

/** What a CRM tells the back end about people. */
export function userCalls({ world, deployment, managerTokens }: CtraderBackend): Route[] {
  return [
    managerCall(managerTokens, {
      method: 'POST',
      path: '/oauth2/ctid/create',
      schema: createSchema,
      handle({ brokerCrmName, email, nickName }) {
        if (brokerCrmName !== deployment.brokerCrmName) {
          return refuseCall('CH_BROKER_NOT_FOUND', 'there is no CRM of that name')
        }
        if (PRIVATE_RELAY.test(email)) {
          return refuseCall('EMAIL_NOT_ALLOWED', 'private relay addresses are refused')
        }
        // its answer may have been lost on the way, and nobody else can make use of the address
        const existing = world.people.createdBy(brokerCrmName, email)
        if (existing) return jsonReply({ userId: existing.ctid })
        if (world.people.named(email)) {
          return refuseCall('EMAIL_ALREADY_USED', 'this e-mail address has a cTrader ID already')
        }
        const wanted = nickName?.trim() || email.slice(0, email.indexOf('@'))
        const name = NICKNAME.test(wanted) ? wanted : ''
        const { ctid } = world.people.createPerson({ name, email, brokerCrmName })
        return jsonReply({ userId: ctid })
      },
    }),
    managerCall(managerTokens, {
      method: 'PUT',
      path: '/oauth2/ctid/acceptAgreement',
      schema: agreementSchema,
      handle(body) {
        if (!world.people.byCtid(body.userId)) return refuseUser()
        world.brokerRecords.acceptAgreement(body.userId)
        return jsonReply({})
      },
    }),
    managerCall(managerTokens, {
      method: 'PUT',
      path: '/oauth2/ctid/referral',
      schema: referralSchema,
      handle({ partnerId, ...whose }) {
        const person = world.people
          .all()
          .find(
            ({ ctid, accounts }) =>
              ctid === whose.userId ||
              accounts.some(({ profile }) => profile.accountId === whose.ctidTraderAccountId),
          )
        if (!person) return refuseUser()
        world.brokerRecords.setPartnerId(person.ctid, partnerId)
        return jsonReply(whose)
      },
    }),
  ]
}

function refuseUser() {
  return refuseCall('USER_NOT_FOUND', 'nobody has that id')
}
