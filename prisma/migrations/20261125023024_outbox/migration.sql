-- DropIndex
DROP INDEX "Mail_createdAt_idx";

-- AlterTable
ALTER TABLE "Mail" ADD COLUMN     "failedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Mail_createdAt_id_idx" ON "Mail"("createdAt", "id");
