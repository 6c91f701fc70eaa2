-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ImportState" ADD VALUE 'UNDOING';
ALTER TYPE "ImportState" ADD VALUE 'UNDONE';
ALTER TYPE "ImportState" ADD VALUE 'RESTORING';

-- AlterTable
ALTER TABLE "ImportFile" ADD COLUMN     "stoppedAt" TIMESTAMPTZ(3),
ADD COLUMN     "undoneAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "importFileId" UUID,
ADD COLUMN     "removed" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "DealSighting" (
    "importFileId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "accountId" UUID NOT NULL,
    "dealRowId" UUID,
    "tradeId" UUID,
    "dealId" BIGINT,
    "executedAt" TIMESTAMPTZ(3) NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "timeStep" INTEGER NOT NULL,
    "priceDecimals" INTEGER NOT NULL,
    "apart" BOOLEAN NOT NULL DEFAULT false,
    "inferredPosition" BOOLEAN NOT NULL,
    "told" JSONB NOT NULL,

    CONSTRAINT "DealSighting_pkey" PRIMARY KEY ("importFileId","line")
);

-- CreateIndex
CREATE INDEX "DealSighting_importFileId_executedAt_line_idx" ON "DealSighting"("importFileId", "executedAt", "line");

-- CreateIndex
CREATE INDEX "DealSighting_accountId_dealId_idx" ON "DealSighting"("accountId", "dealId");

-- CreateIndex
CREATE INDEX "DealSighting_accountId_executedAt_idx" ON "DealSighting"("accountId", "executedAt");

-- CreateIndex
CREATE INDEX "DealSighting_dealRowId_idx" ON "DealSighting"("dealRowId");

-- CreateIndex
CREATE INDEX "Run_importFileId_idx" ON "Run"("importFileId");

-- AddForeignKey
ALTER TABLE "DealSighting" ADD CONSTRAINT "DealSighting_importFileId_fkey" FOREIGN KEY ("importFileId") REFERENCES "ImportFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_importFileId_fkey" FOREIGN KEY ("importFileId") REFERENCES "ImportFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What imports before this brought is known from their runs: they tell their deals as those stand.
INSERT INTO "DealSighting" (
    "importFileId", "line", "accountId", "dealRowId", "dealId", "executedAt", "fingerprint",
    "timeStep", "priceDecimals", "inferredPosition", "told")
SELECT f."id", row_number() OVER (PARTITION BY f."id" ORDER BY d."executedAt", d."dealId", d."occurrence", d."id"),
    d."accountId", d."id", CASE WHEN d."fingerprint" IS NULL THEN d."dealId" END, d."executedAt",
    coalesce(d."fingerprint", 'id' || d."dealId"),
    CASE WHEN date_trunc('minute', d."executedAt") = d."executedAt" THEN 60000
         WHEN date_trunc('second', d."executedAt") = d."executedAt" THEN 1000 ELSE 1 END,
    greatest(scale(trim_scale(d."price")), 2), d."positionOpenedAt" IS NULL AND d."positionId" IS NULL,
    jsonb_strip_nulls(jsonb_build_object(
        'source', 'FILE', 'occurrence', 1,
        'dealId', CASE WHEN d."fingerprint" IS NULL THEN d."dealId"::text END,
        'positionKey', d."positionKey", 'positionId', d."positionId"::text, 'orderId', d."orderId"::text,
        'symbol', d."symbol", 'side', d."side",
        'quantity', trim_scale(d."quantity")::text, 'quantityUnit', d."quantityUnit",
        'price', trim_scale(d."price")::text,
        'executedAt', to_char(d."executedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'closedQuantity', trim_scale(d."closedQuantity")::text, 'entryPrice', trim_scale(d."entryPrice")::text,
        'gross', trim_scale(d."gross")::text, 'swap', trim_scale(d."swap")::text,
        'closingCommission', trim_scale(d."closingCommission")::text,
        'net', trim_scale(d."net")::text, 'balanceAfter', trim_scale(d."balanceAfter")::text,
        'positionOpenedAt', to_char(d."positionOpenedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'label', d."label", 'comment', d."comment", 'channel', d."channel"))
FROM "ImportFile" f JOIN "Deal" d ON d."firstRunId" = f."runId" AND d."accountId" = f."accountId"
WHERE d."source" <> 'SYNC' AND d."net" IS NOT NULL;
UPDATE "Run" r SET "importFileId" = f."id" FROM "ImportFile" f WHERE f."runId" = r."id";
