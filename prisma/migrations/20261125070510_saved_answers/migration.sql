-- AlterTable
ALTER TABLE "ImportFile" ADD COLUMN     "answeredAt" TIMESTAMPTZ(3),
ADD COLUMN     "recalled" JSONB;

-- CreateTable
CREATE TABLE "SavedAnswers" (
    "userId" UUID NOT NULL,
    "headerFingerprint" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "fileName" TEXT NOT NULL,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SavedAnswers_pkey" PRIMARY KEY ("userId","headerFingerprint")
);

-- AddForeignKey
ALTER TABLE "SavedAnswers" ADD CONSTRAINT "SavedAnswers_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
