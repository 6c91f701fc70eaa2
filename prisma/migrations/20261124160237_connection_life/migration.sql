-- AlterEnum
ALTER TYPE "RunOutcome" ADD VALUE 'CANCELLED';

-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "caughtUp" JSONB,
ADD COLUMN     "confirmLaterAt" TIMESTAMPTZ(3),
ADD COLUMN     "missedSince" TIMESTAMPTZ(3),
ADD COLUMN     "pauseReason" TEXT,
ADD COLUMN     "pausedAt" TIMESTAMPTZ(3),
ADD COLUMN     "pausedBy" TEXT,
ADD COLUMN     "platform" TEXT NOT NULL DEFAULT 'ctrader',
ADD COLUMN     "renewalFailingSince" TIMESTAMPTZ(3),
ADD COLUMN     "syncAllowedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "TradingAccount" ADD COLUMN     "archivedAt" TIMESTAMPTZ(3),
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "historyLimitAt" TIMESTAMPTZ(3),
ADD COLUMN     "historyLimitSeenAt" TIMESTAMPTZ(3),
ADD COLUMN     "historyWantedFrom" TIMESTAMPTZ(3),
ADD COLUMN     "unreadableCode" TEXT,
ADD COLUMN     "unreadableSince" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ReconnectLink" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReconnectLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "connectionId" UUID,
    "kind" TEXT NOT NULL,
    "occasionAt" TIMESTAMPTZ(3) NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ReconnectLink_tokenHash_key" ON "ReconnectLink"("tokenHash");

-- CreateIndex
CREATE INDEX "ReconnectLink_connectionId_idx" ON "ReconnectLink"("connectionId");

-- CreateIndex
CREATE INDEX "Mail_createdAt_idx" ON "Mail"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Mail_connectionId_kind_occasionAt_key" ON "Mail"("connectionId", "kind", "occasionAt");

-- AddForeignKey
ALTER TABLE "ReconnectLink" ADD CONSTRAINT "ReconnectLink_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
