-- Files that were added before a run knew the period it covers.
UPDATE "Run" SET "coveredFrom" = "file"."from", "coveredTo" = "file"."to"
FROM (
  SELECT "ImportFile"."runId" AS "runId",
    min(("detail" -> 'deal' ->> 'closedAt')::timestamptz) AS "from",
    max(("detail" -> 'deal' ->> 'closedAt')::timestamptz) AS "to"
  FROM "ImportFile" JOIN "ImportRow" ON "ImportRow"."importFileId" = "ImportFile"."id"
  WHERE "ImportFile"."runId" IS NOT NULL
  GROUP BY 1
) AS "file"
WHERE "Run"."id" = "file"."runId" AND "Run"."coveredFrom" IS NULL;
