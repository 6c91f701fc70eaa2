-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "detail" JSONB,
ALTER COLUMN "ownerId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "TradingAccount" ADD COLUMN     "rereadFrom" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ConnectionTest" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "steps" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "ConnectionTest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LookIn" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answerBy" TIMESTAMPTZ(3) NOT NULL,
    "refusedAt" TIMESTAMPTZ(3),
    "allowedAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedBy" TEXT,

    CONSTRAINT "LookIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Incident" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "calmSince" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedBy" TEXT,

    CONSTRAINT "Incident_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConnectionTest_connectionId_askedAt_idx" ON "ConnectionTest"("connectionId", "askedAt");

-- CreateIndex
CREATE INDEX "LookIn_userId_askedAt_idx" ON "LookIn"("userId", "askedAt");

-- CreateIndex
CREATE INDEX "LookIn_staffId_askedAt_idx" ON "LookIn"("staffId", "askedAt");

-- CreateIndex
CREATE INDEX "Incident_platform_openedAt_idx" ON "Incident"("platform", "openedAt");

-- AddForeignKey
ALTER TABLE "ConnectionTest" ADD CONSTRAINT "ConnectionTest_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LookIn" ADD CONSTRAINT "LookIn_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
