-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "failingSince" TIMESTAMPTZ(3);
