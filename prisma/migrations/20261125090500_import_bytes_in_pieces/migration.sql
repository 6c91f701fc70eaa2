-- The worker reads a file piece by piece: stored as it is, a piece is found without unpacking what is before it.
ALTER TABLE "ImportFile" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
