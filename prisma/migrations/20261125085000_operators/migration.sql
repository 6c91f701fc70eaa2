-- AlterTable
ALTER TABLE "ConnectionEvent" ADD COLUMN     "correlationId" UUID;

-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "correlationId" UUID;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "correlationId" UUID;

-- AlterTable
ALTER TABLE "AgendaItem" ADD COLUMN     "correlationId" UUID,
ADD COLUMN     "faults" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "ConnectionEvent_correlationId_idx" ON "ConnectionEvent"("correlationId");

-- CreateIndex
CREATE INDEX "AuditEntry_correlationId_idx" ON "AuditEntry"("correlationId");

-- CreateIndex
CREATE INDEX "Run_correlationId_idx" ON "Run"("correlationId");

-- CreateIndex
CREATE INDEX "Run_startedAt_idx" ON "Run"("startedAt");

-- CreateIndex
CREATE INDEX "AgendaItem_correlationId_idx" ON "AgendaItem"("correlationId");
