CREATE TABLE "list_files" (
	"sha256" text PRIMARY KEY NOT NULL,
	"packed" "bytea" NOT NULL,
	"address" text,
	"kept_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "list_sha256" text GENERATED ALWAYS AS (proof -> 'report' -> 'list' ->> 'sha256') STORED;--> statement-breakpoint
CREATE INDEX "signatures_list" ON "signatures" USING btree ("list_sha256");