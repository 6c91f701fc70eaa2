-- AlterTable
ALTER TABLE "TradingAccount" ADD COLUMN "sample" BOOLEAN NOT NULL DEFAULT false;

-- One sample journal per trader, whatever is pressed twice.
CREATE UNIQUE INDEX "TradingAccount_sample_key" ON "TradingAccount" ("userId") WHERE "sample";
