-- DropIndex
DROP INDEX "Trade_userId_symbol_idx";

-- CreateIndex
CREATE INDEX "Trade_userId_openedAt_closedAt_id_idx" ON "Trade"("userId", "openedAt", "closedAt", "id");

-- CreateIndex
CREATE INDEX "Trade_userId_symbol_closedAt_id_idx" ON "Trade"("userId", "symbol", "closedAt", "id");

-- CreateIndex
CREATE INDEX "Trade_userId_quantity_closedAt_id_idx" ON "Trade"("userId", "quantity", "closedAt", "id");

-- CreateIndex
CREATE INDEX "Trade_userId_net_closedAt_id_idx" ON "Trade"("userId", "net", "closedAt", "id");

-- CreateIndex
CREATE INDEX "Trade_userId_pips_closedAt_id_idx" ON "Trade"("userId", "pips", "closedAt", "id");
