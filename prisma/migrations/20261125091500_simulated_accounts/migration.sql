-- AlterTable
ALTER TABLE "TradingAccount" ADD COLUMN     "simulated" BOOLEAN NOT NULL DEFAULT false;
