CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"is_off" boolean NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" integer PRIMARY KEY NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corrected_disclosures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"correction_id" uuid NOT NULL,
	"disclosure_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"fields" jsonb NOT NULL,
	"corrected_at" timestamp with time zone NOT NULL,
	"told_day" date,
	"told_how" text,
	"told_by" uuid,
	"told_for" uuid,
	"acknowledged_day" date
);
--> statement-breakpoint
CREATE TABLE "import_blocks" (
	"import_id" uuid NOT NULL,
	"block" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "import_blocks_import_id_block_pk" PRIMARY KEY("import_id","block")
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"import_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "import_files_import_id_place_pk" PRIMARY KEY("import_id","place")
);
--> statement-breakpoint
ALTER TABLE "import_lines" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "import_lines" CASCADE;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "former_names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "people_count" integer GENERATED ALWAYS AS (jsonb_array_length(people)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "doing" jsonb;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_people" ADD COLUMN "places" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_people" ADD COLUMN "blocks" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "about" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "width" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "why" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "why_at" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "not_of" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_days" ADD CONSTRAINT "calendar_days_year_calendar_years_year_fk" FOREIGN KEY ("year") REFERENCES "public"."calendar_years"("year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrected_disclosures" ADD CONSTRAINT "corrected_disclosures_correction_id_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrected_disclosures" ADD CONSTRAINT "corrected_disclosures_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrected_disclosures" ADD CONSTRAINT "corrected_disclosures_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_blocks" ADD CONSTRAINT "import_blocks_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_days_year" ON "calendar_days" USING btree ("year");--> statement-breakpoint
CREATE UNIQUE INDEX "corrected_disclosures_once" ON "corrected_disclosures" USING btree ("correction_id","disclosure_id");--> statement-breakpoint
CREATE INDEX "corrected_disclosures_agency" ON "corrected_disclosures" USING btree ("agency_id","corrected_at","id");--> statement-breakpoint
CREATE INDEX "corrected_disclosures_to_tell" ON "corrected_disclosures" USING btree ("agency_id","corrected_at","id") WHERE "corrected_disclosures"."told_day" is null;--> statement-breakpoint
CREATE INDEX "corrected_disclosures_disclosure" ON "corrected_disclosures" USING btree ("disclosure_id");--> statement-breakpoint
CREATE INDEX "batch_rows_person" ON "batch_rows" USING btree ("batch_id","person_id");--> statement-breakpoint
CREATE INDEX "batches_going_on" ON "batches" USING btree ("at") WHERE "batches"."state" in ('applying', 'reversing') and "batches"."doing" is not null;--> statement-breakpoint
CREATE INDEX "imports_open" ON "imports" USING btree ("by_account_id","at") WHERE "imports"."state" <> 'handed-on';--> statement-breakpoint
CREATE INDEX "imports_to_read" ON "imports" USING btree ("at") WHERE "imports"."state" = 'reading';--> statement-breakpoint
CREATE INDEX "certificates_waiting" ON "certificates" USING btree ("agency_id","prepared_at") WHERE "certificates"."state" = 'prepared';--> statement-breakpoint
-- the lines of older sheets were sealed one by one and are gone: whoever has one open sends it again
UPDATE "imports" SET "state" = 'not-read', "why" = 'import.refused.older' WHERE "state" IN ('columns', 'people')
  OR "batch_id" IN (SELECT "id" FROM "batches" WHERE "state" IN ('draft', 'checking', 'checked'));--> statement-breakpoint
DELETE FROM "batch_rows" WHERE "batch_id" IN (SELECT "batch_id" FROM "imports" WHERE "state" = 'not-read');--> statement-breakpoint
DELETE FROM "batch_openings" WHERE "batch_id" IN (SELECT "batch_id" FROM "imports" WHERE "state" = 'not-read');--> statement-breakpoint
DELETE FROM "batches" WHERE "id" IN (SELECT "batch_id" FROM "imports" WHERE "state" = 'not-read');