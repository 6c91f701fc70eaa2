-- AlterTable
ALTER TABLE "TradingAccount" ADD COLUMN     "followedBeforeDeletionAt" TIMESTAMPTZ(3),
ADD COLUMN     "formerIds" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "joinsId" UUID;
