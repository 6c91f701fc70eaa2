-- CreateTable
CREATE TABLE "DailyResult" (
    "userId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "direction" "Direction" NOT NULL,
    "trades" INTEGER NOT NULL,
    "wins" INTEGER NOT NULL,
    "losses" INTEGER NOT NULL,
    "net" DECIMAL(28,8) NOT NULL,
    "won" DECIMAL(28,8) NOT NULL,
    "lost" DECIMAL(28,8) NOT NULL,
    "largestWin" DECIMAL(28,8),
    "largestLoss" DECIMAL(28,8),
    "grossTrades" INTEGER NOT NULL,
    "grossWins" INTEGER NOT NULL,
    "grossLosses" INTEGER NOT NULL,
    "gross" DECIMAL(28,8) NOT NULL,
    "grossWon" DECIMAL(28,8) NOT NULL,
    "grossLost" DECIMAL(28,8) NOT NULL,
    "grossLargestWin" DECIMAL(28,8),
    "grossLargestLoss" DECIMAL(28,8),
    "costs" DECIMAL(28,8) NOT NULL,
    "commission" DECIMAL(28,8) NOT NULL,
    "swap" DECIMAL(28,8) NOT NULL,
    "conversionFee" DECIMAL(28,8) NOT NULL,
    "lotsTrades" INTEGER NOT NULL,
    "lots" DECIMAL(28,8) NOT NULL,
    "openPositions" INTEGER NOT NULL,
    "openNet" DECIMAL(28,8) NOT NULL,

    CONSTRAINT "DailyResult_pkey" PRIMARY KEY ("accountId","day","currency","symbol","direction")
);

-- CreateIndex
CREATE INDEX "DailyResult_userId_day_idx" ON "DailyResult"("userId", "day");

-- CreateIndex
CREATE INDEX "Trade_accountId_closedAt_idx" ON "Trade"("accountId", "closedAt");

-- AddForeignKey
ALTER TABLE "DailyResult" ADD CONSTRAINT "DailyResult_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "TradingAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Zones that the database cannot count days in: nobody could have looked at a day in them.
UPDATE "User" SET "timeZone" = 'UTC' WHERE "timeZone" NOT IN (SELECT "name" FROM pg_timezone_names);

-- What the trades that are here made, day by day.
INSERT INTO "DailyResult" (
  "userId", "accountId", "day", "currency", "symbol", "direction", "trades", "wins", "losses", "net", "won", "lost", "largestWin", "largestLoss", "grossTrades", "grossWins", "grossLosses", "gross", "grossWon", "grossLost", "grossLargestWin", "grossLargestLoss", "costs", "commission", "swap", "conversionFee", "lotsTrades", "lots", "openPositions", "openNet")
SELECT "Trade"."userId", "Trade"."accountId",
  ("Trade"."closedAt" AT TIME ZONE "User"."timeZone")::date AS "day",
  "currency", "symbol", "direction",
  count(*) FILTER (WHERE "closed")::int AS "trades",
  count(*) FILTER (WHERE "closed" AND "net" > 0)::int AS "wins",
  count(*) FILTER (WHERE "closed" AND "net" < 0)::int AS "losses",
  coalesce(sum("net") FILTER (WHERE "closed"), 0) AS "net",
  coalesce(sum("net") FILTER (WHERE "closed" AND "net" > 0), 0) AS "won",
  coalesce(sum("net") FILTER (WHERE "closed" AND "net" < 0), 0) AS "lost",
  max("net") FILTER (WHERE "closed" AND "net" > 0) AS "largestWin",
  min("net") FILTER (WHERE "closed" AND "net" < 0) AS "largestLoss",
  count("gross") FILTER (WHERE "closed")::int AS "grossTrades",
  count(*) FILTER (WHERE "closed" AND "gross" > 0)::int AS "grossWins",
  count(*) FILTER (WHERE "closed" AND "gross" < 0)::int AS "grossLosses",
  coalesce(sum("gross") FILTER (WHERE "closed"), 0) AS "gross",
  coalesce(sum("gross") FILTER (WHERE "closed" AND "gross" > 0), 0) AS "grossWon",
  coalesce(sum("gross") FILTER (WHERE "closed" AND "gross" < 0), 0) AS "grossLost",
  max("gross") FILTER (WHERE "closed" AND "gross" > 0) AS "grossLargestWin",
  min("gross") FILTER (WHERE "closed" AND "gross" < 0) AS "grossLargestLoss",
  coalesce(sum("net" - "gross") FILTER (WHERE "closed"), 0) AS "costs",
  coalesce(sum("commission") FILTER (WHERE "closed"), 0) AS "commission",
  coalesce(sum("swap") FILTER (WHERE "closed"), 0) AS "swap",
  coalesce(sum("conversionFee") FILTER (WHERE "closed"), 0) AS "conversionFee",
  count(*) FILTER (WHERE "closed" AND "quantityUnit" = 'lots')::int AS "lotsTrades",
  coalesce(sum("quantity") FILTER (WHERE "closed" AND "quantityUnit" = 'lots'), 0) AS "lots",
  count(*) FILTER (WHERE NOT "closed")::int AS "openPositions",
  coalesce(sum("net") FILTER (WHERE NOT "closed"), 0) AS "openNet"
FROM "Trade" JOIN "User" ON "User"."id" = "Trade"."userId"
GROUP BY 1, 2, 3, 4, 5, 6;
