CREATE TABLE "batch_rows" (
	"batch_id" uuid NOT NULL,
	"row_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"base_version" integer,
	"before" jsonb,
	"data" jsonb NOT NULL,
	"result" text NOT NULL,
	"complaints" jsonb NOT NULL,
	"version" integer,
	CONSTRAINT "batch_rows_batch_id_row_id_pk" PRIMARY KEY("batch_id","row_id")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"section" text NOT NULL,
	"state" text NOT NULL,
	"run" integer DEFAULT 0 NOT NULL,
	"purpose" text NOT NULL,
	"people" jsonb NOT NULL,
	"differing" jsonb NOT NULL,
	"form" jsonb NOT NULL,
	"which" jsonb NOT NULL,
	"reason" text NOT NULL,
	"effective" date,
	"decision" jsonb,
	"takes_warnings" boolean DEFAULT false NOT NULL,
	"by_account_id" uuid NOT NULL,
	"acting_for" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "code_tables" (
	"id" text PRIMARY KEY NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"is_closed" boolean NOT NULL,
	"place" integer NOT NULL,
	"shipped" text NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "code_values" (
	"table_id" text NOT NULL,
	"code" text NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"group_zh" text,
	"group_en" text,
	"valid_from" date,
	"valid_to" date,
	"is_local" boolean NOT NULL,
	"maps_to" text,
	"place" integer NOT NULL,
	CONSTRAINT "code_values_table_id_code_pk" PRIMARY KEY("table_id","code")
);
--> statement-breakpoint
ALTER TABLE "record_versions" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "batch_rows" ADD CONSTRAINT "batch_rows_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_rows" ADD CONSTRAINT "batch_rows_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "code_values" ADD CONSTRAINT "code_values_table_id_code_tables_id_fk" FOREIGN KEY ("table_id") REFERENCES "public"."code_tables"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_rows_place" ON "batch_rows" USING btree ("batch_id","place");--> statement-breakpoint
CREATE INDEX "batch_rows_result" ON "batch_rows" USING btree ("batch_id","result","place");--> statement-breakpoint
CREATE INDEX "batches_agency" ON "batches" USING btree ("agency_id","at","id");