-- CreateEnum
CREATE TYPE "ArchiveState" AS ENUM ('READING', 'DONE', 'REFUSED');

-- CreateTable
CREATE TABLE "JournalArchive" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "ArchiveState" NOT NULL DEFAULT 'READING',
    "refusal" TEXT,
    "outcome" JSONB,

    CONSTRAINT "JournalArchive_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "JournalArchive_userId_uploadedAt_idx" ON "JournalArchive"("userId", "uploadedAt");

-- AddForeignKey
ALTER TABLE "JournalArchive" ADD CONSTRAINT "JournalArchive_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
