-- CreateEnum
CREATE TYPE "Role" AS ENUM ('TRADER', 'SUPPORT', 'ADMIN');

-- CreateEnum
CREATE TYPE "AccountSource" AS ENUM ('CTRADER', 'FILE');

-- CreateEnum
CREATE TYPE "Environment" AS ENUM ('LIVE', 'DEMO');

-- CreateEnum
CREATE TYPE "DealSource" AS ENUM ('SYNC', 'FILE', 'BOTH');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('BUY', 'SELL');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('LONG', 'SHORT');

-- CreateEnum
CREATE TYPE "RunKind" AS ENUM ('SYNC', 'IMPORT');

-- CreateEnum
CREATE TYPE "RunOutcome" AS ENUM ('RUNNING', 'COMPLETED', 'FAILED');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('READING', 'REFUSED', 'READY', 'COMMITTING', 'DONE', 'FAILED');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'TRADER',
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Throttle" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "Throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "ctidUserId" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "grantedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "syncAskedAt" TIMESTAMPTZ(3),
    "lastSuccessAt" TIMESTAMPTZ(3),
    "lastFailureAt" TIMESTAMPTZ(3),
    "lastFailureCode" TEXT,
    "lastFailureClass" TEXT,
    "refusedAt" TIMESTAMPTZ(3),
    "refusalCode" TEXT,
    "notApprovedAt" TIMESTAMPTZ(3),
    "throttledUntil" TIMESTAMPTZ(3),
    "maintenanceUntil" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),
    "mergedIntoId" UUID,
    "repairsId" UUID,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "connectionId" UUID NOT NULL,
    "sealedAccessToken" BYTEA NOT NULL,
    "sealedRefreshToken" BYTEA NOT NULL,
    "wrappedDataKey" BYTEA NOT NULL,
    "keyId" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "accessTokenExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "renewedAt" TIMESTAMPTZ(3) NOT NULL,
    "refreshLeaseOwner" TEXT,
    "refreshLeaseUntil" TIMESTAMPTZ(3),
    "refreshIntentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("connectionId")
);

-- CreateTable
CREATE TABLE "PendingAuthorization" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "stagingId" UUID NOT NULL,
    "cookieHash" TEXT NOT NULL,
    "stateHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "code" TEXT,
    "codeReceivedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PendingAuthorization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectionEvent" (
    "id" BIGSERIAL NOT NULL,
    "connectionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "code" TEXT,
    "actor" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "ConnectionEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TradingAccount" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "source" "AccountSource" NOT NULL,
    "name" TEXT,
    "connectionId" UUID,
    "ctidTraderAccountId" BIGINT,
    "environment" "Environment",
    "broker" TEXT,
    "login" BIGINT,
    "accountType" TEXT,
    "currency" TEXT,
    "moneyDigits" INTEGER NOT NULL DEFAULT 2,
    "registeredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "followedAt" TIMESTAMPTZ(3),
    "historyFrom" TIMESTAMPTZ(3),
    "syncedThrough" TIMESTAMPTZ(3),
    "backfilledAt" TIMESTAMPTZ(3),
    "cashFlowFrom" TIMESTAMPTZ(3),
    "missingSince" TIMESTAMPTZ(3),
    "lastClosingDealAt" TIMESTAMPTZ(3),
    "lastBalanceUpdateAt" TIMESTAMPTZ(3),
    "balance" DECIMAL(28,8),
    "balanceVersion" BIGINT,
    "balanceAt" TIMESTAMPTZ(3),
    "openPositionIds" BIGINT[] DEFAULT ARRAY[]::BIGINT[],
    "reconciledAt" TIMESTAMPTZ(3),
    "breakAt" TIMESTAMPTZ(3),
    "breakAmount" DECIMAL(28,8),

    CONSTRAINT "TradingAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Symbol" (
    "accountId" UUID NOT NULL,
    "symbolId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "digits" INTEGER,
    "pipPosition" INTEGER,
    "lotSize" BIGINT,
    "assetClass" TEXT,
    "archived" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Symbol_pkey" PRIMARY KEY ("accountId","symbolId")
);

-- CreateTable
CREATE TABLE "Deal" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "source" "DealSource" NOT NULL,
    "dealId" BIGINT,
    "fingerprint" TEXT,
    "occurrence" INTEGER NOT NULL DEFAULT 1,
    "positionKey" TEXT NOT NULL,
    "positionId" BIGINT,
    "orderId" BIGINT,
    "symbolId" BIGINT,
    "symbol" TEXT NOT NULL,
    "side" "Side" NOT NULL,
    "volume" BIGINT,
    "quantity" DECIMAL(28,8) NOT NULL,
    "quantityUnit" TEXT NOT NULL,
    "price" DECIMAL(28,10) NOT NULL,
    "executedAt" TIMESTAMPTZ(3) NOT NULL,
    "commission" DECIMAL(28,8),
    "updatedAt" TIMESTAMPTZ(3),
    "closedVolume" BIGINT,
    "closedQuantity" DECIMAL(28,8),
    "entryPrice" DECIMAL(28,10),
    "gross" DECIMAL(28,8),
    "swap" DECIMAL(28,8),
    "closingCommission" DECIMAL(28,8),
    "conversionFee" DECIMAL(28,8),
    "net" DECIMAL(28,8),
    "balanceAfter" DECIMAL(28,8),
    "balanceVersion" BIGINT,
    "positionOpenedAt" TIMESTAMPTZ(3),
    "label" TEXT,
    "comment" TEXT,
    "channel" TEXT,
    "tradeId" UUID,
    "firstRunId" UUID NOT NULL,
    "lastRunId" UUID NOT NULL,

    CONSTRAINT "Deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Trade" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "positionKey" TEXT NOT NULL,
    "positionId" BIGINT,
    "source" "DealSource" NOT NULL,
    "symbol" TEXT NOT NULL,
    "direction" "Direction" NOT NULL,
    "closed" BOOLEAN NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3) NOT NULL,
    "quantity" DECIMAL(28,8) NOT NULL,
    "quantityUnit" TEXT NOT NULL,
    "entryPrice" DECIMAL(28,10) NOT NULL,
    "exitPrice" DECIMAL(28,10) NOT NULL,
    "priceDigits" INTEGER NOT NULL,
    "pips" DECIMAL(28,4),
    "currency" TEXT NOT NULL,
    "gross" DECIMAL(28,8),
    "commission" DECIMAL(28,8),
    "swap" DECIMAL(28,8),
    "conversionFee" DECIMAL(28,8),
    "net" DECIMAL(28,8) NOT NULL,
    "closingDeals" INTEGER NOT NULL,

    CONSTRAINT "Trade_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CashFlow" (
    "accountId" UUID NOT NULL,
    "balanceHistoryId" BIGINT NOT NULL,
    "operation" TEXT NOT NULL,
    "delta" DECIMAL(28,8) NOT NULL,
    "balanceAfter" DECIMAL(28,8) NOT NULL,
    "balanceVersion" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "firstRunId" UUID NOT NULL,

    CONSTRAINT "CashFlow_pkey" PRIMARY KEY ("accountId","balanceHistoryId")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "RunKind" NOT NULL,
    "trigger" TEXT NOT NULL,
    "connectionId" UUID,
    "accountId" UUID,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "coveredFrom" TIMESTAMPTZ(3),
    "coveredTo" TIMESTAMPTZ(3),
    "outcome" "RunOutcome" NOT NULL DEFAULT 'RUNNING',
    "read" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportFile" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "ImportState" NOT NULL DEFAULT 'READING',
    "choices" JSONB NOT NULL DEFAULT '{}',
    "preview" JSONB,
    "committedAt" TIMESTAMPTZ(3),
    "runId" UUID,

    CONSTRAINT "ImportFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "importFileId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("importFileId","line")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 100,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "wishes" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastReason" TEXT,

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Slot" (
    "number" INTEGER NOT NULL,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Slot_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "WorkerPresence" (
    "id" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkerPresence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Connection_userId_idx" ON "Connection"("userId");

-- CreateIndex
CREATE INDEX "Connection_ctidUserId_idx" ON "Connection"("ctidUserId");

-- CreateIndex
CREATE UNIQUE INDEX "PendingAuthorization_cookieHash_key" ON "PendingAuthorization"("cookieHash");

-- CreateIndex
CREATE INDEX "PendingAuthorization_connectionId_createdAt_idx" ON "PendingAuthorization"("connectionId", "createdAt");

-- CreateIndex
CREATE INDEX "ConnectionEvent_connectionId_id_idx" ON "ConnectionEvent"("connectionId", "id");

-- CreateIndex
CREATE INDEX "TradingAccount_userId_idx" ON "TradingAccount"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "TradingAccount_connectionId_ctidTraderAccountId_key" ON "TradingAccount"("connectionId", "ctidTraderAccountId");

-- CreateIndex
CREATE INDEX "Deal_accountId_positionKey_idx" ON "Deal"("accountId", "positionKey");

-- CreateIndex
CREATE INDEX "Deal_accountId_executedAt_idx" ON "Deal"("accountId", "executedAt");

-- CreateIndex
CREATE INDEX "Deal_tradeId_idx" ON "Deal"("tradeId");

-- CreateIndex
CREATE UNIQUE INDEX "Deal_accountId_dealId_key" ON "Deal"("accountId", "dealId");

-- CreateIndex
CREATE UNIQUE INDEX "Deal_accountId_fingerprint_occurrence_key" ON "Deal"("accountId", "fingerprint", "occurrence");

-- CreateIndex
CREATE INDEX "Trade_userId_closedAt_id_idx" ON "Trade"("userId", "closedAt", "id");

-- CreateIndex
CREATE INDEX "Trade_accountId_positionKey_idx" ON "Trade"("accountId", "positionKey");

-- CreateIndex
CREATE INDEX "Trade_userId_symbol_idx" ON "Trade"("userId", "symbol");

-- CreateIndex
CREATE INDEX "CashFlow_accountId_at_idx" ON "CashFlow"("accountId", "at");

-- CreateIndex
CREATE INDEX "Run_userId_startedAt_idx" ON "Run"("userId", "startedAt");

-- CreateIndex
CREATE INDEX "Run_connectionId_startedAt_idx" ON "Run"("connectionId", "startedAt");

-- CreateIndex
CREATE INDEX "Run_accountId_startedAt_idx" ON "Run"("accountId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ImportFile_runId_key" ON "ImportFile"("runId");

-- CreateIndex
CREATE INDEX "ImportFile_userId_uploadedAt_idx" ON "ImportFile"("userId", "uploadedAt");

-- CreateIndex
CREATE INDEX "ImportFile_accountId_sha256_idx" ON "ImportFile"("accountId", "sha256");

-- CreateIndex
CREATE INDEX "ImportRow_importFileId_verdict_line_idx" ON "ImportRow"("importFileId", "verdict", "line");

-- CreateIndex
CREATE INDEX "AgendaItem_dueAt_idx" ON "AgendaItem"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "AgendaItem_kind_subjectId_key" ON "AgendaItem"("kind", "subjectId");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PendingAuthorization" ADD CONSTRAINT "PendingAuthorization_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PendingAuthorization" ADD CONSTRAINT "PendingAuthorization_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectionEvent" ADD CONSTRAINT "ConnectionEvent_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TradingAccount" ADD CONSTRAINT "TradingAccount_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TradingAccount" ADD CONSTRAINT "TradingAccount_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Symbol" ADD CONSTRAINT "Symbol_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "TradingAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "TradingAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_tradeId_fkey" FOREIGN KEY ("tradeId") REFERENCES "Trade"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Trade" ADD CONSTRAINT "Trade_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "TradingAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CashFlow" ADD CONSTRAINT "CashFlow_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "TradingAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "TradingAccount"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportFile" ADD CONSTRAINT "ImportFile_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportFile" ADD CONSTRAINT "ImportFile_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "TradingAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportFile" ADD CONSTRAINT "ImportFile_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_importFileId_fkey" FOREIGN KEY ("importFileId") REFERENCES "ImportFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;
