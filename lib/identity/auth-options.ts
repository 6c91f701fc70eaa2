import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { systemClock } from '@/lib/clock'
import { webDatabase } from '@/lib/db/web-database'
import { readWebEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { clientAddress } from './client-address'
import { beginSession, endSession, SESSION_DAYS } from './sessions'
import { checkSignIn } from './sign-in'

/**
 * next-auth with a password and a JWT. The token carries only the id of a Session row (`sid`);
 * the row decides whether it still counts, so signing out or disabling a user ends it at once.
 */
export function authOptions(): NextAuthOptions {
  const { AUTH_SECRET, APP_URL } = readWebEnv()
  process.env.NEXTAUTH_URL ??= APP_URL
  return {
    secret: AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 86_400 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          if (!credentials) return null
          try {
            const found = await checkSignIn(webDatabase(), {
              email: credentials.email,
              password: credentials.password,
              address: clientAddress(request.headers ?? {}),
            })
            return found ? { id: found.userId } : null
          } catch (error) {
            // next-auth hands this message to the sign-in form as `error`.
            if (error instanceof AppError && error.code === 'TOO_MANY_ATTEMPTS')
              throw new Error('TooManyAttempts')
            throw new Error('Unavailable')
          }
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) token.sid = await beginSession(webDatabase(), user.id, systemClock.now())
        return token
      },
      // The browser learns nothing from next-auth itself; it asks GET /api/session.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string')
          await endSession(webDatabase(), token.sid, systemClock.now())
      },
    },
  }
}
