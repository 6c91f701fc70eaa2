-- AlterTable
ALTER TABLE "User" ADD COLUMN "breakEvenWithin" DECIMAL(28,8) NOT NULL DEFAULT 0;

-- Daily results are derived: they are made anew below, with what they did not tell before.
DELETE FROM "DailyResult";

-- AlterTable
ALTER TABLE "DailyResult" ADD COLUMN "commissionTrades" INTEGER NOT NULL,
ADD COLUMN "costedLots" DECIMAL(28,8) NOT NULL,
ADD COLUMN "costedLotsTrades" INTEGER NOT NULL,
ADD COLUMN "lotCosts" DECIMAL(28,8) NOT NULL,
ADD COLUMN "swapTrades" INTEGER NOT NULL;

-- CreateEnum
CREATE TYPE "ResultSlice" AS ENUM ('HOUR', 'SESSION', 'HOLDING', 'SIZE');

-- CreateTable
CREATE TABLE "MonthlyResult" (
    "userId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "slice" "ResultSlice" NOT NULL,
    "part" SMALLINT NOT NULL,
    "symbol" TEXT NOT NULL,
    "direction" "Direction" NOT NULL,
    "trades" INTEGER NOT NULL,
    "wins" INTEGER NOT NULL,
    "losses" INTEGER NOT NULL,
    "net" DECIMAL(28,8) NOT NULL,
    "won" DECIMAL(28,8) NOT NULL,
    "lost" DECIMAL(28,8) NOT NULL,
    "grossTrades" INTEGER NOT NULL,
    "grossWins" INTEGER NOT NULL,
    "grossLosses" INTEGER NOT NULL,
    "gross" DECIMAL(28,8) NOT NULL,
    "grossWon" DECIMAL(28,8) NOT NULL,
    "grossLost" DECIMAL(28,8) NOT NULL,
    "costs" DECIMAL(28,8) NOT NULL,

    CONSTRAINT "MonthlyResult_pkey" PRIMARY KEY ("accountId","month","currency","slice","part","symbol","direction")
);

-- CreateIndex
CREATE INDEX "MonthlyResult_userId_slice_month_idx" ON "MonthlyResult"("userId", "slice", "month");

-- AddForeignKey
ALTER TABLE "MonthlyResult" ADD CONSTRAINT "MonthlyResult_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "TradingAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the trades that are here made, day by day, and month by month.
INSERT INTO "DailyResult" (
  "userId", "accountId", "day", "currency", "symbol", "direction", "trades", "wins", "losses", "net", "won", "lost", "largestWin", "largestLoss", "grossTrades", "grossWins", "grossLosses", "gross", "grossWon", "grossLost", "grossLargestWin", "grossLargestLoss", "costs", "commission", "swap", "conversionFee", "commissionTrades", "swapTrades", "lotsTrades", "lots", "costedLotsTrades", "costedLots", "lotCosts", "openPositions", "openNet")
SELECT "Trade"."userId", "Trade"."accountId", ("Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date AS "day", "currency", "symbol", "direction",
  count(*) FILTER (WHERE "closed")::int AS "trades",
  count(*) FILTER (WHERE "closed" AND "net" > "User"."breakEvenWithin")::int AS "wins",
  count(*) FILTER (WHERE "closed" AND "net" < -"User"."breakEvenWithin")::int AS "losses",
  coalesce(sum("net") FILTER (WHERE "closed"), 0) AS "net",
  coalesce(sum("net") FILTER (WHERE "closed" AND "net" > "User"."breakEvenWithin"), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "closed" AND "net" < -"User"."breakEvenWithin"), 0) AS "lost",
  max("net") FILTER (WHERE "closed" AND "net" > "User"."breakEvenWithin") AS "largestWin",
  min("net") FILTER (WHERE "closed" AND "net" < -"User"."breakEvenWithin") AS "largestLoss",
  count("gross") FILTER (WHERE "closed")::int AS "grossTrades",
  count(*) FILTER (WHERE "closed" AND "gross" > "User"."breakEvenWithin")::int AS "grossWins",
  count(*) FILTER (WHERE "closed" AND "gross" < -"User"."breakEvenWithin")::int AS "grossLosses",
  coalesce(sum("gross") FILTER (WHERE "closed"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "closed" AND "gross" > "User"."breakEvenWithin"), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "closed" AND "gross" < -"User"."breakEvenWithin"), 0) AS "grossLost",
  max("gross") FILTER (WHERE "closed" AND "gross" > "User"."breakEvenWithin") AS "grossLargestWin",
  min("gross") FILTER (WHERE "closed" AND "gross" < -"User"."breakEvenWithin") AS "grossLargestLoss",
  coalesce(sum("net" - "gross") FILTER (WHERE "closed"), 0) AS "costs",
  coalesce(sum("commission") FILTER (WHERE "closed"), 0) AS "commission",
  coalesce(sum("swap") FILTER (WHERE "closed"), 0) AS "swap",
  coalesce(sum("conversionFee") FILTER (WHERE "closed"), 0) AS "conversionFee",
  count("commission") FILTER (WHERE "closed")::int AS "commissionTrades",
  count("swap") FILTER (WHERE "closed")::int AS "swapTrades",
  count(*) FILTER (WHERE "closed" AND "quantityUnit" = 'lots')::int AS "lotsTrades",
  coalesce(sum("quantity") FILTER (WHERE "closed" AND "quantityUnit" = 'lots'), 0) AS "lots",
  count("gross") FILTER (WHERE "closed" AND "quantityUnit" = 'lots')::int AS "costedLotsTrades",
  coalesce(sum("quantity") FILTER (WHERE "closed" AND "quantityUnit" = 'lots' AND "gross" IS NOT NULL), 0) AS "costedLots",
  coalesce(sum("net" - "gross") FILTER (WHERE "closed" AND "quantityUnit" = 'lots'), 0) AS "lotCosts",
  count(*) FILTER (WHERE NOT "closed")::int AS "openPositions",
  coalesce(sum("net") FILTER (WHERE NOT "closed"), 0) AS "openNet"
FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
GROUP BY 1, 2, 3, 4, 5, 6;

INSERT INTO "MonthlyResult" (
  "userId", "accountId", "month", "currency", "slice", "part", "symbol", "direction", "trades", "wins", "losses", "net", "won", "lost", "grossTrades", "grossWins", "grossLosses", "gross", "grossWon", "grossLost", "costs")
SELECT "Trade"."userId", "Trade"."accountId", date_trunc('month', "Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date AS "month", "currency",
  'HOUR'::"ResultSlice" AS "slice", (coalesce(extract(hour FROM "openedAt" AT TIME ZONE "User"."timeZone")::int, -1))::smallint AS "part",
  "symbol", "direction",
  count(*)::int AS "trades",
  count(*) FILTER (WHERE "net" > "User"."breakEvenWithin")::int AS "wins",
  count(*) FILTER (WHERE "net" < -"User"."breakEvenWithin")::int AS "losses",
  sum("net") AS "net",
  coalesce(sum("net") FILTER (WHERE "net" > "User"."breakEvenWithin"), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "net" < -"User"."breakEvenWithin"), 0) AS "lost",
  count("gross")::int AS "grossTrades",
  count(*) FILTER (WHERE "gross" > "User"."breakEvenWithin")::int AS "grossWins",
  count(*) FILTER (WHERE "gross" < -"User"."breakEvenWithin")::int AS "grossLosses",
  coalesce(sum("gross"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "gross" > "User"."breakEvenWithin"), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "gross" < -"User"."breakEvenWithin"), 0) AS "grossLost",
  coalesce(sum("net" - "gross"), 0) AS "costs"
FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
WHERE "closed" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
UNION ALL
SELECT "Trade"."userId", "Trade"."accountId", date_trunc('month', "Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date AS "month", "currency",
  'SESSION'::"ResultSlice" AS "slice", (coalesce((extract(isodow FROM ("openedAt" AT TIME ZONE 'Asia/Tokyo')) <= 5 AND ("openedAt" AT TIME ZONE 'Asia/Tokyo')::time >= '9:00' AND ("openedAt" AT TIME ZONE 'Asia/Tokyo')::time < '15:00')::int * 1 + (extract(isodow FROM ("openedAt" AT TIME ZONE 'Europe/London')) <= 5 AND ("openedAt" AT TIME ZONE 'Europe/London')::time >= '8:00' AND ("openedAt" AT TIME ZONE 'Europe/London')::time < '16:30')::int * 2 + (extract(isodow FROM ("openedAt" AT TIME ZONE 'America/New_York')) <= 5 AND ("openedAt" AT TIME ZONE 'America/New_York')::time >= '8:00' AND ("openedAt" AT TIME ZONE 'America/New_York')::time < '17:00')::int * 4, -1))::smallint AS "part",
  "symbol", "direction",
  count(*)::int AS "trades",
  count(*) FILTER (WHERE "net" > "User"."breakEvenWithin")::int AS "wins",
  count(*) FILTER (WHERE "net" < -"User"."breakEvenWithin")::int AS "losses",
  sum("net") AS "net",
  coalesce(sum("net") FILTER (WHERE "net" > "User"."breakEvenWithin"), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "net" < -"User"."breakEvenWithin"), 0) AS "lost",
  count("gross")::int AS "grossTrades",
  count(*) FILTER (WHERE "gross" > "User"."breakEvenWithin")::int AS "grossWins",
  count(*) FILTER (WHERE "gross" < -"User"."breakEvenWithin")::int AS "grossLosses",
  coalesce(sum("gross"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "gross" > "User"."breakEvenWithin"), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "gross" < -"User"."breakEvenWithin"), 0) AS "grossLost",
  coalesce(sum("net" - "gross"), 0) AS "costs"
FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
WHERE "closed" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
UNION ALL
SELECT "Trade"."userId", "Trade"."accountId", date_trunc('month', "Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date AS "month", "currency",
  'HOLDING'::"ResultSlice" AS "slice", (coalesce(width_bucket(extract(epoch FROM "closedAt" - "openedAt"), ARRAY[60,300,900,3600,14400,86400,604800]::numeric[]), -1))::smallint AS "part",
  "symbol", "direction",
  count(*)::int AS "trades",
  count(*) FILTER (WHERE "net" > "User"."breakEvenWithin")::int AS "wins",
  count(*) FILTER (WHERE "net" < -"User"."breakEvenWithin")::int AS "losses",
  sum("net") AS "net",
  coalesce(sum("net") FILTER (WHERE "net" > "User"."breakEvenWithin"), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "net" < -"User"."breakEvenWithin"), 0) AS "lost",
  count("gross")::int AS "grossTrades",
  count(*) FILTER (WHERE "gross" > "User"."breakEvenWithin")::int AS "grossWins",
  count(*) FILTER (WHERE "gross" < -"User"."breakEvenWithin")::int AS "grossLosses",
  coalesce(sum("gross"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "gross" > "User"."breakEvenWithin"), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "gross" < -"User"."breakEvenWithin"), 0) AS "grossLost",
  coalesce(sum("net" - "gross"), 0) AS "costs"
FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
WHERE "closed" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
UNION ALL
SELECT "Trade"."userId", "Trade"."accountId", date_trunc('month', "Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date AS "month", "currency",
  'SIZE'::"ResultSlice" AS "slice", (coalesce(CASE WHEN "quantityUnit" = 'lots' THEN width_bucket("quantity", ARRAY[0.05,0.1,0.25,0.5,1,2,5,10]::numeric[]) END, -1))::smallint AS "part",
  "symbol", "direction",
  count(*)::int AS "trades",
  count(*) FILTER (WHERE "net" > "User"."breakEvenWithin")::int AS "wins",
  count(*) FILTER (WHERE "net" < -"User"."breakEvenWithin")::int AS "losses",
  sum("net") AS "net",
  coalesce(sum("net") FILTER (WHERE "net" > "User"."breakEvenWithin"), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "net" < -"User"."breakEvenWithin"), 0) AS "lost",
  count("gross")::int AS "grossTrades",
  count(*) FILTER (WHERE "gross" > "User"."breakEvenWithin")::int AS "grossWins",
  count(*) FILTER (WHERE "gross" < -"User"."breakEvenWithin")::int AS "grossLosses",
  coalesce(sum("gross"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "gross" > "User"."breakEvenWithin"), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "gross" < -"User"."breakEvenWithin"), 0) AS "grossLost",
  coalesce(sum("net" - "gross"), 0) AS "costs"
FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
WHERE "closed" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
